-- Weekly CO2 from the weeks and the year before; the last weeks judge. Gaps are filled with the last value before them.
CREATE VIEW co2_weeks AS
SELECT
  strptime(CAST(date AS VARCHAR), '%Y%m%d') AS week,
  co2,
  last_value(co2 IGNORE NULLS) OVER (ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS co2_filled
FROM carbon;

CREATE TABLE co2_lags AS
SELECT
  week,
  EXTRACT(month FROM week) AS month,
  lag(co2_filled, 4) OVER (ORDER BY week) AS co2_4_weeks,
  lag(co2_filled, 52) OVER (ORDER BY week) AS co2_52_weeks,
  avg(co2_filled) OVER (ORDER BY week ROWS BETWEEN 56 PRECEDING AND 4 PRECEDING) AS co2_mean_year,
  co2
FROM co2_weeks;

CREATE MODEL co2_in_four_weeks
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['co2'],
  data_split_method = 'SEQ', data_split_col = 'week', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM co2_lags WHERE co2_52_weeks IS NOT NULL;
