-- Maths in the seventh year from the year before; 1998 is kept for judging and never trained on.
CREATE TABLE district_years AS
SELECT
  distid,
  year,
  lunch,
  enrol,
  avgsal,
  rexpp,
  lag(math7) OVER (PARTITION BY distid ORDER BY year) AS math7_1,
  lag(grad) OVER (PARTITION BY distid ORDER BY year) AS grad_1,
  lag("drop") OVER (PARTITION BY distid ORDER BY year) AS drop_1,
  math7,
  year = 1998 AS is_eval
FROM districts;

CREATE MODEL math7_model
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['math7'],
  data_split_method = 'CUSTOM', data_split_col = 'is_eval'
)
KEY (distid, year)
PREDICT AT NONE
AS SELECT * FROM district_years WHERE math7_1 IS NOT NULL;

CREATE TABLE math7_report AS
SELECT r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL math7_model, (SELECT * FROM district_years WHERE is_eval));
