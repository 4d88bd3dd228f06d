-- The backtest by school year covers only years that began after the last year in the model's training set.
CREATE TABLE district_years AS
SELECT distid, year, year_open, lunch, enrol, ptr, rexpp, avgsal / 1000 AS salary_k, math4_1, math4
FROM districts
WHERE year >= 1993;

CREATE MODEL math_pass_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], subsample = 0.8)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_years WHERE year <= 1996;

CREATE TABLE math_backtest AS
WITH predicted AS (
  SELECT distid, year, predicted_math4 FROM ML.PREDICT(MODEL math_pass_rate, (
    SELECT * EXCLUDE (math4) FROM district_years WHERE year > 1996
  ))
)
SELECT p.year, count(*) AS districts, avg(abs(p.predicted_math4 - d.math4)) AS mean_absolute_error,
  regr_r2(d.math4, p.predicted_math4) AS r2
FROM predicted AS p JOIN district_years AS d USING (distid, year)
GROUP BY p.year;
