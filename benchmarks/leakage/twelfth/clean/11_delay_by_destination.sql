-- Late flights by where they go: place and time zone of the destination, name of the airline, hour in four parts.
CREATE VIEW routes AS
SELECT
  f.sched_dep,
  l.name AS airline,
  f.origin,
  a.lat,
  a.lon,
  a.alt,
  a.tzone,
  f.hour,
  f.distance,
  f.arr_delay > 30 AS is_very_late
FROM flights f
JOIN airlines l ON l.carrier = f.carrier
LEFT JOIN airports a ON a.faa = f.dest;

CREATE MODEL very_late
TRANSFORM (
  airline, origin, tzone,
  ML.BUCKETIZE(hour, [9, 15, 19]) AS day_part,
  ML.IMPUTER(alt, 'median') OVER () AS altitude,
  ML.QUANTILE_BUCKETIZE(distance, 5) OVER () AS distance_band,
  lat, lon, is_very_late
)
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_very_late'], num_parallel_tree = 80)
PREDICT AT sched_dep - INTERVAL 12 HOUR
AS SELECT * FROM routes;
