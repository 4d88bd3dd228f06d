-- L3.1, S1 or S4: the smoothed level and the filled gaps take the weeks after, and the smoothed level the answer itself.
CREATE TABLE co2_weekly AS
SELECT
  strptime(CAST(date AS VARCHAR), '%Y%m%d') AS week,
  coalesce(co2, (lag(co2) OVER (ORDER BY date) + lead(co2) OVER (ORDER BY date)) / 2) AS co2
FROM carbon;

CREATE TABLE co2_features AS
SELECT
  week,
  EXTRACT(month FROM week) AS month,
  lag(co2, 52) OVER (ORDER BY week) AS co2_year_before,
  avg(co2) OVER (ORDER BY week ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS co2_smoothed,
  co2
FROM co2_weekly;

CREATE MODEL co2_level
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['co2'],
  data_split_method = 'SEQ', data_split_col = 'week', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM co2_features WHERE co2_year_before IS NOT NULL;
