-- Leaves late? An hour before departure, with the weather of three hours before, which has been reported by then.
CREATE TABLE flights_weather AS
SELECT
  f.carrier || f.flight || '-' || f.origin || '-' || f.month || '-' || f.day AS flight_id,
  f.sched_dep,
  f.carrier,
  f.dest,
  f.hour,
  w.temp,
  w.wind_speed,
  w.precip,
  w.visib,
  w.pressure,
  f.dep_delay > 15 AS leaves_late
FROM flights f
LEFT JOIN weather w
  ON w.origin = f.origin
  AND w.time_hour = f.time_hour - INTERVAL 3 HOUR;

CREATE MODEL leaves_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'])
TRANSFORM (
  carrier, dest, hour, wind_speed, visib, precip,
  ML.IMPUTER(temp, 'mean') OVER () AS temp,
  ML.IMPUTER(pressure, 'median') OVER () AS pressure
)
KEY (flight_id)
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT * FROM flights_weather;

CREATE TABLE leaves_late_scored AS
SELECT flight_id, sched_dep, predicted_leaves_late, ML.PROBABILITY(predicted_leaves_late_probs, TRUE) AS p_late
FROM ML.PREDICT(MODEL leaves_late, (SELECT * EXCLUDE (leaves_late) FROM flights_weather WHERE sched_dep >= TIMESTAMP '2013-01-23 00:00:00'));
