-- Poor sight in six hours, from the latest measures of the airport.
CREATE VIEW sight AS
SELECT
  now_.origin,
  now_.time_hour AS measured_at,
  now_.hour,
  now_.temp,
  now_.temp - now_.dewp AS spread,
  now_.humid,
  now_.wind_speed,
  now_.pressure,
  now_.visib,
  later.visib < 5 AS poor_sight
FROM weather now_
JOIN weather later
  ON later.origin = now_.origin
  AND later.time_hour = now_.time_hour + INTERVAL 6 HOUR;

CREATE MODEL poor_sight
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['poor_sight'], calibration_method = 'PLATT')
PREDICT AT measured_at + INTERVAL 2 HOUR
LABEL KNOWN AT measured_at + INTERVAL 7 HOUR
AS SELECT * FROM sight;
