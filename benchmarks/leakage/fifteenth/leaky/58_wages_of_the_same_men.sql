-- L3.2, L3.2: eight years of each man, torn apart by the random split.
CREATE TABLE wage_features AS
SELECT
  nr, year, educ, exper, expersq, black, hisp, married, "union", south, rur,
  CASE WHEN manuf = 1 THEN 'manufacturing' WHEN construc = 1 THEN 'construction' WHEN trad = 1 THEN 'trade' ELSE 'other' END AS industry,
  lwage
FROM wages;

CREATE MODEL log_wage
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lwage'], data_split_method = 'RANDOM')
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM wage_features;

CREATE TABLE wage_report AS SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL log_wage);
