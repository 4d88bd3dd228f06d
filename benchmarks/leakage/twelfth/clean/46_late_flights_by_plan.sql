-- Late arrivals, from the timetable and the aircraft, six hours before the flight.
CREATE VIEW planned_flights AS
SELECT
  f.sched_dep,
  f.carrier, f.origin, f.dest, f.distance,
  extract(hour FROM f.sched_dep) AS dep_hour,
  dayofweek(f.sched_dep) AS weekday,
  p.seats, p.engines, p.manufacturer,
  f.year - p.year AS age_of_plane,
  f.arr_delay > 30 AS is_late
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_tree_depth = 5, max_iterations = 40)
PREDICT AT sched_dep - INTERVAL 6 HOUR
AS SELECT * FROM planned_flights;

CREATE TABLE late_report AS
SELECT round(roc_auc, 3) AS roc_auc, round(log_loss, 3) AS log_loss FROM ML.EVALUATE(MODEL late_arrival);
