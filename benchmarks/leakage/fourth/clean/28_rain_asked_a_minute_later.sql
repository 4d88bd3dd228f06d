-- The reading of an hour comes in at its end, and rain four hours ahead is asked a minute after.
CREATE TABLE hours AS
SELECT origin, time_hour, temp, dewp, humid, pressure,
  lead(precip, 4) OVER (PARTITION BY origin ORDER BY time_hour) > 0 AS rains_soon
FROM weather;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rains_soon'])
PREDICT AT time_hour + INTERVAL 61 MINUTE LABEL KNOWN AT time_hour + INTERVAL 1 DAY
AS SELECT time_hour, origin, temp - dewp AS spread, humid, pressure, rains_soon FROM hours;
