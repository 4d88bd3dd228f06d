-- Share of pupils who will pass the maths test, asked in October, with last year's result and what is reported in September.
CREATE TABLE district_years AS
SELECT
  distid, intid, year, year_open, lunch, clunch, lenrol, expp, gexpp, avgsal,
  math4_1,
  lag(math7) OVER w AS math7_1,
  lag("drop") OVER w AS drop_1,
  math4
FROM districts
WINDOW w AS (PARTITION BY distid ORDER BY year);

CREATE MODEL pass_rate
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['math4'], num_parallel_tree = 150)
KEY (distid, year)
CARRY (intid)
PREDICT AT year_open + INTERVAL 31 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM district_years WHERE year > 1992;

CREATE TABLE expected_1998 AS
SELECT distid, intid, predicted_math4
FROM ML.PREDICT(MODEL pass_rate, (SELECT * EXCLUDE (math4) FROM district_years WHERE year = 1998));
