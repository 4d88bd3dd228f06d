-- L1.1, S9: the evaluation is over all school years, the model was trained on most of them.
CREATE VIEW district_features AS
SELECT
  distid, year, year_open, lunch, enrol, ptr, rexpp, avgsal,
  lag(math4) OVER (PARTITION BY distid ORDER BY year) AS math4_last_year,
  math4
FROM districts;

CREATE MODEL district_math
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_iterations = 100, early_stop = FALSE)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_features;

CREATE TABLE district_math_metrics AS
SELECT r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL district_math, TABLE district_features);
