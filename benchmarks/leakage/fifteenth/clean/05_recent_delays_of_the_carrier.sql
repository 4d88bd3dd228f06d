-- The carrier's delays of flights that had landed in the three days before the prediction, two hours before departure.
CREATE VIEW landings AS
SELECT carrier, origin, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS landed_at, arr_delay
FROM flights
WHERE arr_delay IS NOT NULL;

CREATE TABLE carrier_recent AS
SELECT f.carrier, f.origin, f.sched_dep, avg(l.arr_delay) AS recent_delay, count(l.arr_delay) AS recent_flights
FROM (SELECT DISTINCT carrier, origin, sched_dep FROM flights) f
LEFT JOIN landings l
  ON l.carrier = f.carrier AND l.origin = f.origin
  AND l.landed_at < f.sched_dep - INTERVAL 2 HOUR
  AND l.landed_at >= f.sched_dep - INTERVAL 74 HOUR
GROUP BY f.carrier, f.origin, f.sched_dep;

CREATE MODEL late_by_recent
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.hour, f.distance, r.recent_delay, r.recent_flights,
  f.arr_delay > 15 AS is_late
FROM flights f
JOIN carrier_recent r ON r.carrier = f.carrier AND r.origin = f.origin AND r.sched_dep = f.sched_dep;
