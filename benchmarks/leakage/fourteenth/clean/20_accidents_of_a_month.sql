-- Fatal accidents of a month from the calendar, the laws and the same months a year before.
CREATE VIEW months AS
SELECT month_start, t, wkends, spdlaw, beltlaw, month(month_start) AS month,
  lag(fatacc, 12) OVER (ORDER BY t) AS fatacc_12,
  avg(unem) OVER (ORDER BY t ROWS BETWEEN 6 PRECEDING AND 4 PRECEDING) AS unem_past,
  fatacc
FROM crashes;

CREATE MODEL fatal_accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'], l2_reg = 1.0, data_split_eval_fraction = 0.25)
TRANSFORM (CAST(month AS VARCHAR) AS month, t, wkends, spdlaw, beltlaw, fatacc_12, unem_past, fatacc)
PREDICT AT month_start
AS SELECT * FROM months WHERE fatacc_12 IS NOT NULL;
