-- The CO2 of a month from the month before and the last twelve; weeks without a measure do not count.
CREATE TABLE co2_months AS
SELECT date // 100 AS month, avg(co2) AS co2, count(co2) AS n_weeks
FROM carbon
GROUP BY ALL
HAVING count(co2) > 0;

CREATE TABLE co2_features AS
SELECT
  month,
  month % 100 AS month_of_year,
  lag(co2, 1) OVER (ORDER BY month) AS co2_1,
  lag(co2, 12) OVER (ORDER BY month) AS co2_12,
  avg(co2) OVER (ORDER BY month ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING) AS co2_last_year,
  co2
FROM co2_months;

CREATE MODEL co2_of_month
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['co2'],
  data_split_method = 'SEQ', data_split_col = 'month', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM co2_features WHERE co2_12 IS NOT NULL;
