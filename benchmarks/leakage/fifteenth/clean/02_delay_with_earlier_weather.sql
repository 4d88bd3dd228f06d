-- Arrival delay three hours before departure, with the weather five hours before it, which is out one hour after it was measured.
CREATE VIEW stg_weather AS
SELECT origin, time_hour + INTERVAL 5 HOUR AS joins_hour, temp, humid, wind_speed, precip, visib, pressure
FROM weather;

CREATE MODEL delay_with_weather
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'], l2_reg = 0.1)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT landed_at
AS
SELECT f.sched_dep, f.left_at + (f.air_time + 60) * INTERVAL 1 MINUTE AS landed_at,
  f.carrier, f.origin, f.distance, f.hour,
  w.temp, w.humid, w.wind_speed, w.precip, w.visib, w.pressure,
  f.arr_delay
FROM flights f
LEFT JOIN stg_weather w ON w.origin = f.origin AND w.joins_hour = f.time_hour;
