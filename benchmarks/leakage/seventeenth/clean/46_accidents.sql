-- Accidents in a month from the calendar, the laws and the counts of three and twelve months before.
CREATE VIEW accident_months AS
SELECT month_start, t, spdlaw, beltlaw, wkends, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, "dec",
  lag(ltotacc, 3) OVER (ORDER BY t) AS ltotacc_3,
  lag(ltotacc, 12) OVER (ORDER BY t) AS ltotacc_12,
  ltotacc
FROM crashes;

CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ltotacc'], l2_reg = 0.5)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS SELECT * FROM accident_months WHERE ltotacc_12 IS NOT NULL;
