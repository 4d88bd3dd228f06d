-- Late arrivals, asked three hours before departure with the weather of five hours before and the plane's age.
CREATE VIEW arrivals AS
SELECT
  f.carrier, f.origin, f.dest, f.hour, f.distance, f.sched_dep, 2013 - p.year AS plane_age, p.seats,
  w.wind_speed, w.visib, w.precip, w.temp,
  f.arr_delay > 15 AS late,
  f.left_at + (f.air_time + 60) * INTERVAL 1 MINUTE AS landed
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 5 HOUR;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT landed
AS SELECT * FROM arrivals;
