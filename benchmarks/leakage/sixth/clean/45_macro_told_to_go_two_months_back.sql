-- The default of the macro would be too near; it is called with two months, which are counted since the
-- middle of last month.
CREATE MACRO back(x, moment, n := 1) AS lag(x, n) OVER (ORDER BY moment);
CREATE TABLE months AS
SELECT month_start, ez, uclms, back(uclms, month_start, n := 2) AS claims_before FROM claims;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['uclms'])
PREDICT AT month_start
AS SELECT * FROM months;
