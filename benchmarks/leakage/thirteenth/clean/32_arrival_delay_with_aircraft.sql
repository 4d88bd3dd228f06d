-- Minutes of delay at arrival, asked three hours before departure, with what is known of the aircraft type and the airport.
CREATE TABLE flight_features AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.distance, f.hour,
  p.seats, p.engines, p.manufacturer, 2013 - p.year AS aircraft_age,
  a.lat AS dest_lat, a.lon AS dest_lon, a.alt AS dest_alt,
  f.arr_delay
FROM flights f
LEFT JOIN planes p ON p.tailnum = f.tailnum
LEFT JOIN airports a ON a.faa = f.dest
WHERE f.sched_dep IS NOT NULL;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'], l2_reg = 0.5)
TRANSFORM (
  carrier, origin, manufacturer, arr_delay,
  ML.STANDARD_SCALER(distance) OVER () AS distance,
  ML.IMPUTER(seats, 'median') OVER () AS seats,
  ML.IMPUTER(aircraft_age, 'mean') OVER () AS aircraft_age,
  ML.QUANTILE_BUCKETIZE(dest_alt, 4) OVER () AS dest_alt_band,
  CASE WHEN hour < 10 THEN 'morning' WHEN hour < 17 THEN 'day' ELSE 'evening' END AS part_of_day,
  dest_lat, dest_lon
)
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM flight_features;
