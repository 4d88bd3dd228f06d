-- L3.1, S4: gaps in pressure and gusts are filled backward, from the next hour that has a value.
CREATE TABLE filled_weather AS
SELECT
  origin, time_hour, temp, dewp, humid, wind_speed, visib,
  first_value(pressure IGNORE NULLS) OVER ahead AS pressure,
  first_value(wind_gust IGNORE NULLS) OVER ahead AS wind_gust,
  lead(visib, 3) OVER (PARTITION BY origin ORDER BY time_hour) AS visib_later
FROM weather
WINDOW ahead AS (PARTITION BY origin ORDER BY time_hour ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING);

CREATE MODEL visibility
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['visib_later'])
PREDICT AT time_hour + INTERVAL 61 MINUTE
LABEL KNOWN AT time_hour + INTERVAL 1 DAY
AS SELECT * FROM filled_weather;
