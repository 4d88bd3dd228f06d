-- Whether sight at an airport will be poor in six hours, asked when the last measurement has been out for an hour.
CREATE MODEL poor_sight
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_poor'], max_iterations = 40)
PREDICT AT asked_at
LABEL KNOWN AT answered_at
AS
SELECT a.time_hour + INTERVAL 2 HOUR AS asked_at, a.time_hour + INTERVAL 9 HOUR AS answered_at,
  a.origin, a.hour, a.month, a.temp, a.dewp, a.humid, a.pressure, a.wind_speed, a.visib,
  a.pressure - b.pressure AS pressure_change,
  a.temp - b.temp AS temp_change,
  later.visib < 5 AS is_poor
FROM weather a
JOIN weather b ON b.origin = a.origin AND b.time_hour = a.time_hour - INTERVAL 6 HOUR
JOIN weather later ON later.origin = a.origin AND later.time_hour = a.time_hour + INTERVAL 8 HOUR;
