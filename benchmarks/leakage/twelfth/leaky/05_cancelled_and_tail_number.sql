-- L2, S2: the tail number is missing only where a flight was cancelled: it is filled in when an aircraft really leaves.
CREATE VIEW departures AS
SELECT
  f.sched_dep,
  f.carrier,
  f.origin,
  f.dest,
  f.distance,
  f.hour,
  f.tailnum IS NULL AS no_aircraft_assigned,
  p.seats,
  2013 - p.year AS aircraft_age,
  f.dep_time IS NULL AS is_cancelled
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum;

CREATE MODEL cancellations
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_cancelled'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 6 HOUR
AS SELECT * FROM departures;
