-- L2, S2: the speed is made of air_time, which is there when the flight has landed.
CREATE TABLE flight_facts AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance,
  p.seats, 2013 - p.year AS plane_age,
  f.distance / (f.air_time / 60.0) AS mph,
  date_part('hour', f.sched_dep) AS dep_hour,
  f.arr_delay > 30 AS very_late
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum;

CREATE MODEL very_late
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['very_late'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT * FROM flight_facts;

CREATE TABLE very_late_scores AS
SELECT sched_dep, carrier, dest, predicted_very_late FROM ML.PREDICT(MODEL very_late, TABLE flight_facts);
