-- The years on the job are counted within the spell up to the year that is asked.
CREATE VIEW stg_workers AS
SELECT nr, year, year_start, educ, black, hisp, exper, married, south, lwage,
  list_position([occ1, occ2, occ3, occ4, occ5, occ6, occ7, occ8, occ9], 1) AS occupation
FROM dated_wages;

CREATE TABLE int_spells AS
SELECT *, year - row_number() OVER (PARTITION BY nr, occupation ORDER BY year) AS spell FROM stg_workers;

CREATE TABLE int_workers AS
SELECT * EXCLUDE (spell),
  count(*) OVER (PARTITION BY nr, occupation, spell ORDER BY year) AS years_on_the_job
FROM int_spells;

CREATE MODEL wage_of_workers
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT * FROM int_workers;
