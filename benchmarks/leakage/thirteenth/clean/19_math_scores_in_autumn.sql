-- Maths results of a district, asked in the autumn: pupils and money of this year, the results of the last one.
CREATE MODEL math4_forecast
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT tested_at
AS
SELECT
  distid,
  year,
  year_open,
  year_open + INTERVAL 365 DAY AS tested_at,
  lunch,
  clunch,
  lenrol,
  avgsal,
  rexpp,
  grexpp,
  math4_1,
  math4_92,
  math4
FROM districts
WHERE year > 1992;
