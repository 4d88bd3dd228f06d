-- An ordinary project: the minutes at work and the circumstances; leisure is not among them.
CREATE VIEW stg_weeks AS
SELECT age, educ, male, marr, yngkid, gdhlth, smsa, south, totwrk, worknrm, sleep FROM sleepers;

CREATE TABLE mart_weeks AS
SELECT * EXCLUDE (totwrk, worknrm), totwrk, worknrm / nullif(totwrk, 0) AS share_first_job FROM stg_weeks;

CREATE MODEL minutes_of_sleep
TRANSFORM (* EXCLUDE (age, totwrk), ML.BUCKETIZE(age, [30, 40, 50]) AS age_group, totwrk / 60 AS hours_at_work)
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['sleep'])
PREDICT AT NONE
AS SELECT * FROM mart_weeks;
