-- L3.1, S3 or S2: The trend is a centred average of accidents, which reaches into the month that is predicted and the three after it.
CREATE VIEW accident_months AS
SELECT
  t, month_start, wkends, spdlaw, beltlaw,
  avg(totacc) OVER (ORDER BY t ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING) AS smoothed,
  totacc
FROM crashes;

CREATE MODEL monthly_accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'])
KEY (t)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 75 DAY
AS SELECT * FROM accident_months;
