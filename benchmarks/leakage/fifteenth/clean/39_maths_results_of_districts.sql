-- Test results of a district two months into the year, from pupils, money and last year's results.
CREATE TABLE district_features AS
SELECT
  distid, year, year_open,
  lunch, ln(enrol) AS log_enrol, rexpp, avgsal,
  math4_1 AS math4_last_year,
  lag(grad) OVER (PARTITION BY distid ORDER BY year) AS grad_last_year,
  math4
FROM districts;

CREATE MODEL maths_result
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_iterations = 80, learn_rate = 0.1)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_features WHERE year > 1992;

CREATE TABLE maths_report AS SELECT * FROM ML.EVALUATE(MODEL maths_result);
