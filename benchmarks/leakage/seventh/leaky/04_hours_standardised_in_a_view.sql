-- L1.2, S5 or S4 or S3: mean and deviation of the hours are of all workers and years, the later ones that judge the
-- model too, and are joined to every row.
CREATE VIEW stg_workers AS
SELECT nr, year, year_start, educ, exper, married, hours, lwage FROM dated_wages;

CREATE TABLE int_history AS
SELECT *, lag(hours) OVER (PARTITION BY nr ORDER BY year) AS hours_before FROM stg_workers;

CREATE VIEW int_hours_statistics AS
SELECT avg(hours_before) AS mu, stddev_samp(hours_before) AS sigma FROM int_history;

CREATE MODEL wage_level
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS
SELECT h.nr, h.year, h.year_start, h.educ, h.exper, h.married, (h.hours_before - s.mu) / s.sigma AS hours_z, h.lwage
FROM int_history AS h CROSS JOIN int_hours_statistics AS s;
