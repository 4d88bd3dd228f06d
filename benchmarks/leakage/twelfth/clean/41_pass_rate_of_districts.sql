-- How many pupils pass the test in mathematics, said in autumn: pupils, money and the result of the year before.
CREATE TABLE district_years AS
SELECT
  distid, year, year_open,
  lunch,
  lenrol,
  rexpp,
  avgsal,
  coalesce(ptr, 0) AS pupils_per_teacher,
  ptr IS NULL AS no_ratio,
  math4_1,
  math4
FROM districts
WHERE enrol >= 50;

CREATE MODEL pass_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_tree_depth = 4, learn_rate = 0.1, max_iterations = 100)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
STANDARDS (r2_score >= 0.2)
AS SELECT * FROM district_years;

CREATE TABLE pass_rates_of_1998 AS
SELECT distid, math4_1, predicted_math4
FROM ML.PREDICT(MODEL pass_rate, (SELECT * FROM district_years WHERE year = 1998));
