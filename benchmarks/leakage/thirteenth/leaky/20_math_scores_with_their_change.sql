-- L2, S1 or S2: cmath4 is this year's result less last year's, which stands beside it as math4_1.
CREATE MODEL math4_next
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_iterations = 40)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
AS
SELECT
  distid, year, year_open,
  lunch, clunch, enrol, ptr, avgsal, rexpp,
  math4_1, cmath4,
  math4
FROM districts
WHERE year > 1992;
