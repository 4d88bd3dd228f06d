-- L3.1, S2: rain four hours ahead is asked at the end of the hour, and the reading of that hour comes in at the same moment, not before it.
CREATE TABLE hours AS
SELECT origin, time_hour, temp, dewp, humid, pressure,
  lead(precip, 4) OVER (PARTITION BY origin ORDER BY time_hour) > 0 AS rains_soon
FROM weather;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['rains_soon'])
PREDICT AT time_hour + INTERVAL 1 HOUR LABEL KNOWN AT time_hour + INTERVAL 1 DAY
AS SELECT time_hour, origin, temp - dewp AS spread, humid, pressure, rains_soon FROM hours;
