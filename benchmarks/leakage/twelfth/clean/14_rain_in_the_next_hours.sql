-- Rain in the six hours after a weather report, from this report and those before; the label alone looks ahead.
CREATE TABLE rain_ahead AS
SELECT
  time_hour,
  origin,
  hour,
  temp,
  temp - dewp AS spread,
  humid,
  pressure,
  pressure - lag(pressure, 3) OVER (PARTITION BY origin ORDER BY time_hour) AS pressure_trend,
  wind_speed,
  max(precip) OVER (PARTITION BY origin ORDER BY time_hour
    RANGE BETWEEN INTERVAL 6 HOUR PRECEDING AND CURRENT ROW) > 0 AS has_rained,
  max(precip) OVER (PARTITION BY origin ORDER BY time_hour
    RANGE BETWEEN INTERVAL 1 HOUR FOLLOWING AND INTERVAL 6 HOUR FOLLOWING) > 0 AS will_rain
FROM weather;

CREATE MODEL rain
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['will_rain'], max_iterations = 60)
PREDICT AT time_hour + INTERVAL 61 MINUTE
LABEL KNOWN AT time_hour + INTERVAL 8 HOUR
AS SELECT * FROM rain_ahead;
