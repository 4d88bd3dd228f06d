-- L3.2, L3.2: each man has eight years, which a random split tears apart.
CREATE TABLE wage_rows AS
SELECT
  nr,
  year,
  educ,
  exper,
  black,
  hisp,
  married,
  "union" AS is_member,
  south,
  CASE WHEN manuf = 1 THEN 'manufacturing' WHEN trad = 1 THEN 'trade' WHEN pro = 1 THEN 'professional'
    WHEN construc = 1 THEN 'construction' ELSE 'other' END AS industry,
  lwage
FROM wages;

CREATE MODEL wage_forest
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM wage_rows;
