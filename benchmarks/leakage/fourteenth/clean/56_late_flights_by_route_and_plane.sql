-- Late arrivals, asked three hours before: the timetable and the aircraft's registration of 2012.
CREATE VIEW flight_plan AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour,
  date_part('dow', f.sched_dep) AS weekday, f.month,
  p.seats, p.engine,
  2013 - p.year AS plane_age,
  f.arr_delay > 15 AS is_late
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM flight_plan;
