-- A year's wage is predicted on its second day from the man's traits and his wage and hours of the year before.
CREATE VIEW men_by_year AS
SELECT
  nr, year, year_start, educ, exper, black, hisp, married, south,
  lag(lwage) OVER w AS lwage_before,
  lag(hours) OVER w AS hours_before,
  lag("union") OVER w AS union_before,
  lwage
FROM dated_wages
WINDOW w AS (PARTITION BY nr ORDER BY year);

CREATE MODEL wage_this_year
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], max_tree_depth = 3)
KEY (nr, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT * FROM men_by_year WHERE lwage_before IS NOT NULL;
