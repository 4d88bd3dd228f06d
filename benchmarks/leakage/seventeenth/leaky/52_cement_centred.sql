-- L3.1, S3 or S2: the smoothed series is a centred moving average, which looks two months ahead of the month that is predicted.
CREATE VIEW cement_smooth AS
SELECT
  month_start, month,
  avg(ipcem) OVER (ORDER BY month_start ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS ipcem_trend,
  avg(milemp) OVER (ORDER BY month_start ROWS BETWEEN 6 PRECEDING AND 3 PRECEDING) AS milemp_before,
  lag(ipcem, 12) OVER (ORDER BY month_start) AS ipcem_12,
  ipcem
FROM cement;

CREATE MODEL cement_output
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ipcem'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 46 DAY
AS SELECT * FROM cement_smooth WHERE ipcem_12 IS NOT NULL;
