-- This year's wage from last year's, asked at the end of January, when last year's is known.
CREATE TABLE wage_history AS
SELECT
  nr,
  year,
  year_start,
  educ,
  exper,
  married,
  south,
  rur,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year) AS lwage_last_year,
  lag("union") OVER (PARTITION BY nr ORDER BY year) AS member_last_year,
  lag(hours) OVER (PARTITION BY nr ORDER BY year) AS hours_last_year,
  lwage,
  year_start + INTERVAL 365 DAY AS wage_known_at
FROM dated_wages;

CREATE MODEL wage_this_year
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], max_tree_depth = 4)
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT wage_known_at
AS
SELECT *
FROM wage_history
WHERE year > 1980;
