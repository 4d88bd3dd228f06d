-- A constraint drops each district whose pass rate had leapt the year before, both rates being known when this year opens.
CREATE TABLE int_districts (
  *,
  CONSTRAINT no_leap CHECK (abs(math4_1 - math4_2) <= 12) ON VIOLATION DROP ROW LIMIT 60 PERCENT
) AS
SELECT distid, year, year_open, lunch, enrol, expp, avgsal, math4_1,
  lag(math4_1) OVER (PARTITION BY distid ORDER BY year) AS math4_2, math4
FROM districts;

CREATE MODEL pass_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 45 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM int_districts;
