-- Passes in mathematics of a district, asked two months into the school year: pupils and money of the year, tests of the year before.
CREATE MODEL district_math
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_iterations = 60)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT
  distid, year, year_open, lunch, enrol, ptr, rexpp, avgsal, staff,
  lag(math4) OVER (PARTITION BY distid ORDER BY year) AS math4_last_year,
  lag(math7) OVER (PARTITION BY distid ORDER BY year) AS math7_last_year,
  math4
FROM districts;
