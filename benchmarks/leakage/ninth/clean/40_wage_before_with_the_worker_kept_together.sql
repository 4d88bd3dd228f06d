-- The split keeps the years of a worker together, and with them the wages that follow each other.
CREATE TABLE int_workers AS
SELECT nr, year, educ, black, hisp, married, south, exper, lwage,
  lag(lwage) OVER worker AS wage_before, avg(lwage) OVER (worker ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS mean_before
FROM wages
WINDOW worker AS (PARTITION BY nr ORDER BY year);

CREATE TABLE mart_workers AS SELECT * FROM int_workers WHERE wage_before IS NOT NULL;

CREATE MODEL wage_of_workers
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_group_cols = ['nr'], data_split_eval_fraction = 0.25
)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM mart_workers;
