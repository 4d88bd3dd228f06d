-- Minutes in the air, twelve hours before, from route, airline and aircraft.
CREATE VIEW planned AS
SELECT f.carrier, f.flight, f.origin, f.sched_dep, f.dest, f.distance, f.hour,
  d.lon AS dest_lon, d.lat AS dest_lat, p.engine, p.seats, f.air_time
FROM flights f
LEFT JOIN airports d ON d.faa = f.dest
LEFT JOIN planes p ON p.tailnum = f.tailnum;

CREATE MODEL air_time
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['air_time'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 12 HOUR
STANDARDS (mean_absolute_error <= 20, r2_score >= baseline + 0.5)
AS SELECT * FROM planned;
