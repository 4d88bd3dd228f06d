-- L3.1, S2 or S4: at the beginning of a month the figures of the month before are not out yet, they come after 45 days.
CREATE MODEL cement_growth
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['gcem'], data_split_eval_fraction = 0.25)
PREDICT AT month_start
AS SELECT
  month_start, month,
  lag(gcem) OVER (ORDER BY month_start) AS gcem_1,
  lag(gip) OVER (ORDER BY month_start) AS gip_1,
  lag(gres) OVER (ORDER BY month_start) AS gres_1,
  lag(gcem, 12) OVER (ORDER BY month_start) AS gcem_12,
  gcem
FROM cement;
