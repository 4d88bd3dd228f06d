-- L1.1, S9: the accuracy by year is computed on all years, most of which were trained on.
CREATE TABLE district_years AS
SELECT
  distid, year, year_open, lunch, enrol, rexpp, avgsal, math4_1,
  math4 >= 60 AS passes
FROM districts
WHERE year >= 1993;

CREATE MODEL passing
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['passes'], max_iterations = 60)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
AS SELECT * FROM district_years;

CREATE TABLE passing_accuracy AS
SELECT
  year,
  count(*) AS districts,
  avg(CASE WHEN predicted_passes = passes THEN 1 ELSE 0 END) AS accuracy
FROM ML.PREDICT(MODEL passing, TABLE district_years)
GROUP BY year;
