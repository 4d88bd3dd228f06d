-- Late departures from the last weather that was reported before the prediction, three hours ahead, and the plane.
CREATE TABLE flights_and_weather AS
SELECT
  f.sched_dep, f.left_at, f.carrier, f.origin, f.distance, f.hour,
  w.temp, w.wind_speed, w.precip, w.visib, f.tailnum,
  f.dep_delay > 15 AS is_late
FROM flights AS f
ASOF LEFT JOIN weather AS w ON w.origin = f.origin AND w.time_hour <= f.sched_dep - INTERVAL 5 HOUR;

CREATE MODEL departs_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT left_at + INTERVAL 1 MINUTE
AS
SELECT f.* EXCLUDE (tailnum), p.year AS built, p.seats, p.engine
FROM flights_and_weather AS f
LEFT JOIN planes AS p USING (tailnum);
