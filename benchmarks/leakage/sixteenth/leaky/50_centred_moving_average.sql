-- L3.1, S3 or S4 or S2: housing starts are smoothed with a centred window that reads the three months after the prediction.
CREATE VIEW smooth AS
SELECT
  month_start, month, gcem,
  avg(rresc) OVER (ORDER BY month_start ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING) AS homes_smooth,
  avg(gcem) OVER (ORDER BY month_start ROWS BETWEEN 14 PRECEDING AND 2 PRECEDING) AS growth_before
FROM cement;

CREATE MODEL cement_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['gcem'])
TRANSFORM (CAST(month AS VARCHAR) AS month, homes_smooth, growth_before)
PREDICT AT month_start + INTERVAL 1 DAY
LABEL KNOWN AT month_start + INTERVAL 45 DAY
AS SELECT * FROM smooth;
