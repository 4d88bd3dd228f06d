-- Rain in an hour from the rows of the same airport two and three hours before.
CREATE VIEW weather_lags AS
SELECT origin, time_hour, hour,
  lag(temp, 2) OVER w AS temp_2, lag(humid, 2) OVER w AS humid_2, lag(pressure, 2) OVER w AS pressure_2,
  lag(pressure, 2) OVER w - lag(pressure, 5) OVER w AS pressure_change,
  avg(precip) OVER (PARTITION BY origin ORDER BY time_hour ROWS BETWEEN 8 PRECEDING AND 2 PRECEDING) AS recent_rain,
  precip > 0 AS rains
FROM weather
WINDOW w AS (PARTITION BY origin ORDER BY time_hour);

CREATE MODEL rain
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['rains'], auto_class_weights = TRUE)
PREDICT AT time_hour - INTERVAL 1 MINUTE
AS SELECT * FROM weather_lags WHERE humid_2 IS NOT NULL;
