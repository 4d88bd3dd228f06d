-- L3.1, S3: the macro goes back by one month unless told otherwise, and last month's claims are not counted
-- before the middle of this one.
CREATE MACRO back(x, moment, n := 1) AS lag(x, n) OVER (ORDER BY moment);
CREATE TABLE months AS
SELECT month_start, ez, uclms, back(uclms, month_start) AS claims_before FROM claims;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['uclms'])
PREDICT AT month_start
AS SELECT * FROM months;
