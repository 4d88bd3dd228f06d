-- L3.1, S2 or S3 or S4: hours without a gust get the next gust that is measured later.
CREATE TABLE filled_weather AS
SELECT origin, time_hour, temp, dewp, pressure, wind_speed, hour,
  first_value(wind_gust IGNORE NULLS) OVER (
    PARTITION BY origin ORDER BY time_hour ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
  ) AS gust,
  lead(wind_speed, 3) OVER (PARTITION BY origin ORDER BY time_hour) > 15 AS is_windy,
  lead(time_hour, 3) OVER (PARTITION BY origin ORDER BY time_hour) AS windy_hour
FROM weather;

CREATE MODEL windy_soon
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_windy'], max_iterations = 30)
KEY (origin, time_hour)
PREDICT AT time_hour + INTERVAL 61 MINUTE
LABEL KNOWN AT windy_hour + INTERVAL 1 HOUR
AS SELECT * FROM filled_weather;
