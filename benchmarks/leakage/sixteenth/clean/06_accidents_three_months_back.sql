-- Accidents of a month are predicted as it begins from the calendar, the laws, and counts at least three months old, which are complete by then.
CREATE VIEW months AS
SELECT
  t, month_start, wkends, spdlaw, beltlaw, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, "dec",
  lag(totacc, 3) OVER (ORDER BY t) AS totacc_3,
  lag(totacc, 12) OVER (ORDER BY t) AS totacc_12,
  avg(unem) OVER (ORDER BY t ROWS BETWEEN 5 PRECEDING AND 3 PRECEDING) AS unem_lately,
  totacc
FROM crashes;

CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'], l2_reg = 0.1)
KEY (t)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 75 DAY
AS SELECT * FROM months WHERE totacc_12 IS NOT NULL;
