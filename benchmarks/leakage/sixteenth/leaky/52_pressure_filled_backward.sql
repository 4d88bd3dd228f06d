-- L3.1, S3 or S2 or S4: missing pressures are filled with the next one measured, which is later than the prediction.
CREATE VIEW filled AS
SELECT origin, time_hour, temp, dewp, humid, wind_speed,
  first_value(pressure IGNORE NULLS) OVER (
    PARTITION BY origin ORDER BY time_hour ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
  ) AS pressure
FROM weather;

CREATE MODEL rain_in_six_hours
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rain'])
PREDICT AT time_hour + INTERVAL 61 MINUTE
LABEL KNOWN AT time_hour + INTERVAL 7 HOUR
AS
SELECT f.*, l.precip > 0 AS rain
FROM filled f
JOIN weather l ON l.origin = f.origin AND l.time_hour = f.time_hour + INTERVAL 6 HOUR;
