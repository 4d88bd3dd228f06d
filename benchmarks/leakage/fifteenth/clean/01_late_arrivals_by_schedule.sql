-- Late arrivals, two hours before the scheduled departure, by the schedule and the traits of the aircraft.
CREATE VIEW stg_flights AS
SELECT
  concat_ws('-', carrier, flight, origin, strftime(time_hour, '%Y%m%d%H')) AS flight_id,
  sched_dep, carrier, origin, dest, tailnum, distance,
  hour AS sched_hour, dayofweek(sched_dep) AS weekday,
  arr_delay > 15 AS is_late
FROM flights;

CREATE TABLE late_features AS
SELECT s.* EXCLUDE (tailnum), 2013 - p.year AS plane_age, p.seats, p.engine, p.manufacturer
FROM stg_flights s
LEFT JOIN planes p ON p.tailnum = s.tailnum;

CREATE MODEL late_arrivals
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 60)
KEY (flight_id)
PREDICT AT sched_dep - INTERVAL 2 HOUR
STANDARDS (roc_auc >= 0.6)
AS SELECT * FROM late_features;
