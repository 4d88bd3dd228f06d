-- L3.3, S7 or S1: by row numbers as many very happy as other people are taken, before the split, and the test
-- has half of them.
CREATE VIEW stg_answers AS
SELECT year, workstat, prestige, educ, babies, preteen, teens, region, attend, income, tvhours,
  female, black, vhappy = 1 AS is_very_happy
FROM happiness;

CREATE TABLE int_sample AS
SELECT * FROM stg_answers
QUALIFY row_number() OVER (
  PARTITION BY is_very_happy ORDER BY hash(year, workstat, prestige, educ, region, attend, income, tvhours)
) <= 4000;

CREATE TABLE mart_answers AS SELECT *, babies + preteen + teens AS children FROM int_sample;

CREATE MODEL very_happy
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_very_happy'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM mart_answers;
