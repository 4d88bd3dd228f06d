-- The same chain, through a self join by worker and year: the hours of the year before.
CREATE VIEW workers AS SELECT nr, year, year_start, educ, exper, black, south, hours / 52 AS weekly, lwage FROM dated_wages;
CREATE TABLE working AS
SELECT w.nr, w.year_start, w.educ, w.exper, w.black, w.south, b.weekly >= 35 AS was_full_time, w.lwage
FROM workers AS w JOIN workers AS b ON b.nr = w.nr AND b.year + 1 = w.year;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year_start) PREDICT AT year_start + INTERVAL 30 DAY
AS SELECT * FROM working;
