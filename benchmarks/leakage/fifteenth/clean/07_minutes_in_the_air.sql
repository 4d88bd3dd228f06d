-- Minutes in the air by the place of the destination and the kind of aircraft, an hour before departure.
CREATE VIEW destinations AS
SELECT faa, lat, lon, alt, tz FROM airports;

CREATE MODEL minutes_in_the_air
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['air_time'], num_parallel_tree = 50)
PREDICT AT sched_dep - INTERVAL 1 HOUR
STANDARDS (mean_absolute_error <= 20)
AS
SELECT f.sched_dep, f.origin, f.distance, f.hour, d.lat, d.lon, d.alt, d.tz, p.engines, p.seats, p.engine, f.air_time
FROM flights f
LEFT JOIN destinations d ON d.faa = f.dest
LEFT JOIN planes p ON p.tailnum = f.tailnum;
