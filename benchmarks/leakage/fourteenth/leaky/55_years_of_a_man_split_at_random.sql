-- L3.2, L3.2: every man has eight years in the table, which a random split puts on both sides.
CREATE VIEW wage_rows AS
SELECT
  nr, year, black, hisp, educ, exper, married, poorhlth, rur, south, nrtheast, nrthcen, "union",
  CASE WHEN manuf = 1 THEN 'manufacturing' WHEN trad = 1 THEN 'trade' WHEN construc = 1 THEN 'construction' ELSE 'other' END AS industry,
  lwage
FROM wages;

CREATE MODEL log_wage
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, max_iterations = 100
)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM wage_rows;
