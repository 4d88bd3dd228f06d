-- The smoothed level is looked up for the month before last, whose poll was out three weeks before the month begins.
CREATE TABLE levels AS
WITH RECURSIVE level AS (
  SELECT month_start, CAST(approve AS DOUBLE) AS smooth FROM ratings WHERE month_start = TIMESTAMP '2001-02-01 00:00:00'
  UNION ALL
  SELECT r.month_start, 0.3 * r.approve + 0.7 * l.smooth FROM level l JOIN ratings r ON r.month_start = l.month_start + INTERVAL 1 MONTH)
SELECT month_start, smooth FROM level;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['approve'])
PREDICT AT month_start LABEL KNOWN AT month_start + INTERVAL 36 DAY
AS SELECT r.month_start, l.smooth, r.approve
FROM ratings r LEFT JOIN levels l ON l.month_start = r.month_start - INTERVAL 2 MONTH;
