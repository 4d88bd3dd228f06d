-- minutes in the air from distance and the kind of plane, the morning before departure.
CREATE VIEW flights_and_planes AS
SELECT f.carrier, f.flight, f.origin, f.dest, f.distance, f.month, f.day,
  p.manufacturer, p.engine, p.seats, 2013 - p.year AS plane_age,
  f.air_time, f.sched_dep, f.left_at
FROM flights AS f
LEFT JOIN planes AS p USING (tailnum);

CREATE MODEL air_time
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['air_time'])
TRANSFORM (distance, origin, manufacturer, engine,
  ML.IMPUTER(seats, 'median') OVER () AS seats,
  ML.IMPUTER(plane_age, 'median') OVER () AS plane_age)
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 6 HOUR
LABEL KNOWN AT left_at + (air_time + 60) * INTERVAL 1 MINUTE
AS SELECT * EXCLUDE (month, day) FROM flights_and_planes;
