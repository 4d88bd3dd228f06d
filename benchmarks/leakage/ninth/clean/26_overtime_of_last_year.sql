-- The hours are those of last year, which were known on the first of January.
CREATE MACRO overtime(h) AS greatest(h - 2080, 0) / 2080.0;

CREATE VIEW stg_workers AS
SELECT nr, year, year_start, educ, exper, married, south, manuf, trad, hours, lwage,
  lag(hours) OVER (PARTITION BY nr ORDER BY year) AS hours_before,
  lag(lwage) OVER (PARTITION BY nr ORDER BY year) AS lwage_before
FROM dated_wages;

CREATE TABLE fct_workers AS
SELECT * EXCLUDE (hours, hours_before), overtime(hours_before) AS overtime, hours_before < 1000 AS is_part_time
FROM stg_workers WHERE hours_before IS NOT NULL;

CREATE MODEL wage_of_workers
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 40 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM fct_workers;
