-- L2, S1: the key of the hub is the hash of the very answer that the flag is made of.
CREATE VIEW stg_answers AS
SELECT year, educ, prestige, divorce, widowed, income, region, tvhours, female, black, workstat, happy, vhappy
FROM happiness;

CREATE TABLE hub AS
SELECT DISTINCT left(md5(happy), 8) AS hub_key, happy AS business_key FROM stg_answers;

CREATE TABLE sat_answers AS
SELECT a.*, h.hub_key
FROM stg_answers AS a JOIN hub AS h ON h.business_key = a.happy;

CREATE MODEL very_happy
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_very_happy'], data_split_method = 'SEQ', data_split_col = 'year'
)
PREDICT AT NONE
AS SELECT year, educ, prestige, divorce, widowed, income, region, tvhours, female, black, hub_key, vhappy = 1 AS is_very_happy
FROM sat_answers;
