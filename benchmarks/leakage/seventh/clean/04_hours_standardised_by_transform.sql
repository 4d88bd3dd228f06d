-- The hours of the year before are standardised where the model is fitted, by the rows that it learns from.
CREATE VIEW stg_workers AS
SELECT nr, year, year_start, educ, exper, married, hours, lwage FROM dated_wages;

CREATE TABLE int_history AS
SELECT *, lag(hours) OVER (PARTITION BY nr ORDER BY year) AS hours_before FROM stg_workers;

CREATE MODEL wage_level
TRANSFORM (educ, exper, married, ML.STANDARD_SCALER(hours_before) OVER () AS hours_z, lwage)
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 366 DAY
AS SELECT nr, year, year_start, educ, exper, married, hours_before, lwage FROM int_history;
