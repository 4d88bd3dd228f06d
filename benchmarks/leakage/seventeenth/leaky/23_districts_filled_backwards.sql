-- L3.1, S2 or S3 or S4: grants and class sizes that were not reported are filled backwards with those of later years.
CREATE VIEW filled_districts AS
SELECT
  distid, year_open, lunch, lenrol, math4_1,
  coalesce(found, first_value(found IGNORE NULLS) OVER later) AS found,
  coalesce(ptr, first_value(ptr IGNORE NULLS) OVER later) AS ptr,
  math4
FROM districts
WINDOW later AS (PARTITION BY distid ORDER BY year_open ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING);

CREATE MODEL district_math
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
KEY (distid, year_open)
PREDICT AT year_open + INTERVAL 40 DAY
LABEL KNOWN AT year_open + INTERVAL 365 DAY
AS SELECT * FROM filled_districts WHERE math4_1 IS NOT NULL;
