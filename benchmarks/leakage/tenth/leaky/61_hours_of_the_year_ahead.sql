-- L2, S2: the hours worked in the year come out at its end together with the union status that is to be predicted,
-- but they are a feature in its January.
CREATE VIEW stg_workers AS
SELECT nr, year, year_start, educ, exper, black, hisp, married, manuf, construc, pub, trad, hours, "union",
  lag(hours) OVER (PARTITION BY nr ORDER BY year) AS hours_before,
  lag("union") OVER (PARTITION BY nr ORDER BY year) AS union_before
FROM dated_wages;

CREATE TABLE worker_features AS
SELECT nr, year, year_start, educ, exper, black, hisp, married, manuf, construc, pub, trad,
  hours / 52.0 AS hours_a_week, hours > 2080 AS works_full_time, union_before, "union" = 1 AS in_union
FROM stg_workers
WHERE year > 1980;

CREATE MODEL in_union
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['in_union'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 365 DAY
AS SELECT * FROM worker_features;
