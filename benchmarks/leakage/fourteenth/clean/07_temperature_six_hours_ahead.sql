-- Temperature in six hours from the observation of now; the label comes with the later observation.
CREATE TABLE pairs AS
SELECT w.origin, w.time_hour, w.time_hour + INTERVAL 61 MINUTE AS asked_at, l.time_hour + INTERVAL 1 HOUR AS label_at,
  w.hour, w.temp, w.dewp, w.humid, w.pressure, w.wind_speed, l.temp AS temp_later
FROM weather w
JOIN weather l ON l.origin = w.origin AND l.time_hour = w.time_hour + INTERVAL 6 HOUR;

CREATE MODEL temperature
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['temp_later'])
TRANSFORM (origin, hour, temp, dewp, humid, wind_speed, ML.IMPUTER(pressure, 'median') OVER () AS pressure, temp_later)
CARRY (time_hour)
PREDICT AT asked_at
LABEL KNOWN AT label_at
AS SELECT * FROM pairs;
