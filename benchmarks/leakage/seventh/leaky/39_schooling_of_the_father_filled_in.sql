-- L1.2, S5 or S4: where the father's schooling is missing, it is filled with the mean of all births whose mother has as
-- much schooling, those of the test too.
CREATE TABLE stg_births AS
SELECT faminc, motheduc, coalesce(fatheduc, avg(fatheduc) OVER (PARTITION BY motheduc)) AS fatheduc,
  parity, male, white, cigs, cigprice, bwght
FROM births;

CREATE MODEL light_birth
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_light'])
PREDICT AT NONE
AS SELECT * EXCLUDE (bwght), bwght < 100 AS is_light FROM stg_births;
