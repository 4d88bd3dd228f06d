-- Accidents of the coming month from the calendar, the laws, and the counts of three and twelve months ago.
CREATE MODEL accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'], l2_reg = 0.1)
KEY (t)
PREDICT AT month_start
AS SELECT
  t, month_start, wkends, spdlaw, beltlaw,
  feb, mar, apr, may, jun, jul, aug, sep, oct, nov, "dec",
  lag(totacc, 3) OVER (ORDER BY t) AS totacc_3,
  lag(totacc, 12) OVER (ORDER BY t) AS totacc_12,
  lag(unem, 3) OVER (ORDER BY t) AS unem_3,
  totacc
FROM crashes;
