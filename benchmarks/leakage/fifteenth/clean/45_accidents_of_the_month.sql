-- Accidents in California: the calendar and laws of the month, counts of three and of twelve months before.
CREATE VIEW months AS
SELECT
  t, month_start, wkends, spdlaw, beltlaw,
  EXTRACT(month FROM month_start) AS month,
  lag(ltotacc, 3) OVER (ORDER BY t) AS accidents_3,
  lag(ltotacc, 12) OVER (ORDER BY t) AS accidents_12,
  lag(unem, 3) OVER (ORDER BY t) AS unem_3,
  ltotacc
FROM crashes;

CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ltotacc'])
TRANSFORM (wkends, spdlaw, beltlaw, CAST(month AS VARCHAR) AS month, accidents_3, accidents_12, unem_3, ltotacc)
KEY (t)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 75 DAY
AS SELECT * FROM months WHERE accidents_12 IS NOT NULL;
