-- L3.1, S4 or L3.2: hours in a row are split at random, so the hours after (and before) a test hour, with the same weather as lags, are trained on.
CREATE TABLE temperatures AS
SELECT
  origin,
  month,
  hour,
  lag(temp, 1) OVER (PARTITION BY origin ORDER BY time_hour) AS temp_1h_before,
  lag(temp, 24) OVER (PARTITION BY origin ORDER BY time_hour) AS temp_24h_before,
  lag(dewp, 1) OVER (PARTITION BY origin ORDER BY time_hour) AS dewp_1h_before,
  lag(wind_speed, 1) OVER (PARTITION BY origin ORDER BY time_hour) AS wind_1h_before,
  temp
FROM weather;

CREATE MODEL temperature
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['temp'], max_iterations = 60,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM temperatures WHERE temp_24h_before IS NOT NULL AND temp IS NOT NULL;
