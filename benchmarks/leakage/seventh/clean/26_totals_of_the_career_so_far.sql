-- The same sums up to the year before.
CREATE TABLE mart_wages AS
SELECT nr, year, year_start, educ, exper, married,
  sum(hours) OVER before AS career_hours, sum("union") OVER before AS union_years, lwage
FROM dated_wages
WINDOW before AS (PARTITION BY nr ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);

CREATE MODEL wage_level
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM mart_wages;
