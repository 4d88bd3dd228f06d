-- L1.2, S5: the wage quartiles are cut over all men, those of the held-out part too.
CREATE TABLE worker_years AS
SELECT
  nr,
  year,
  educ,
  exper,
  black,
  married,
  south,
  ntile(4) OVER (PARTITION BY year ORDER BY lwage) AS wage_quartile,
  "union" AS is_member
FROM wages;

CREATE MODEL union_member
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_member'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, data_split_group_cols = ['nr']
)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM worker_years;
