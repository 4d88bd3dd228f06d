-- L3.1, S3 or S2: grants that are missing in the first years are filled backwards with those of later years.
CREATE TABLE district_panel AS
SELECT
  distid, year, year_open, lunch, lenrol, lexpp, math4_1,
  coalesce(found, first_value(found IGNORE NULLS) OVER (
    PARTITION BY distid ORDER BY year ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
  )) AS grant_per_pupil,
  coalesce(ptr, first_value(ptr IGNORE NULLS) OVER (
    PARTITION BY distid ORDER BY year ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
  )) AS pupils_per_teacher,
  math4
FROM districts;

CREATE MODEL maths_pass_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_tree_depth = 4)
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM district_panel WHERE math4_1 IS NOT NULL;
