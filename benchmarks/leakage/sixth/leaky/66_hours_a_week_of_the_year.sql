-- L2, S2 or S3: hours a week are computed two nodes up of the hours of the year, which are known when it is over;
-- asked is at its beginning. The name says nothing of a year.
CREATE VIEW workers AS SELECT nr, year_start, educ, exper, black, south, hours / 52 AS weekly, lwage FROM dated_wages;
CREATE TABLE working AS SELECT *, weekly >= 35 AS is_full_time FROM workers;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'])
KEY (nr, year_start) PREDICT AT year_start + INTERVAL 30 DAY
AS SELECT * EXCLUDE (weekly) FROM working;
