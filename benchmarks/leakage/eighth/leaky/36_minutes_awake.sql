-- L2, S1 or S2: the minutes of leisure and work in a week are added up, and what is left of 10080 minutes is
-- the sleep that is asked.
CREATE VIEW stg_weeks AS
SELECT age, educ, male, marr, yngkid, gdhlth, smsa, south, totwrk, leis1, sleep FROM sleepers;

CREATE TABLE mart_weeks AS
SELECT * EXCLUDE (totwrk, leis1), leis1 + totwrk AS minutes_awake FROM stg_weeks;

CREATE MODEL minutes_of_sleep
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['sleep'])
PREDICT AT NONE
AS SELECT * FROM mart_weeks;
