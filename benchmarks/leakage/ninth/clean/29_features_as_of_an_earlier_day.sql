-- What the feature store knew on the 8th is given to flights from the 9th on, which are asked for after it.
CREATE TABLE feat_aircraft AS
SELECT tailnum AS entity_id, left_at AS feature_timestamp,
  avg(dep_delay) OVER (PARTITION BY tailnum ORDER BY left_at, flight ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) AS mean_delay,
  count(*) OVER (PARTITION BY tailnum ORDER BY left_at, flight ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS n_flights
FROM flights WHERE left_at IS NOT NULL AND tailnum IS NOT NULL;

CREATE TABLE feat_frozen AS
SELECT entity_id AS tailnum, mean_delay, n_flights
FROM ML.FEATURES_AT_TIME(TABLE feat_aircraft, time => '2013-01-08 00:00:00+00');

CREATE TABLE mart_flights AS
SELECT f.sched_dep, f.carrier, f.flight, f.origin, f.distance, f.hour, t.mean_delay, t.n_flights, f.dep_delay > 15 AS is_late
FROM flights AS f LEFT JOIN feat_frozen AS t ON t.tailnum = f.tailnum
WHERE f.sched_dep >= TIMESTAMP '2013-01-09 12:00:00';

CREATE MODEL late_departure
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
KEY (carrier, flight, sched_dep)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_flights;
