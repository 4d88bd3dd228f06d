-- L3.1, S3 or S4 or S2 or S5: hours and years in a union are summed over the worker's whole career, and joined to each
-- of its years, the first too.
CREATE TABLE agg_workers AS
SELECT nr, sum(hours) AS career_hours, sum("union") AS union_years FROM dated_wages GROUP BY nr;

CREATE TABLE mart_wages AS
SELECT w.nr, w.year, w.year_start, w.educ, w.exper, w.married, a.career_hours, a.union_years, w.lwage
FROM dated_wages AS w JOIN agg_workers AS a ON a.nr = w.nr;

CREATE MODEL wage_level
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM mart_wages;
