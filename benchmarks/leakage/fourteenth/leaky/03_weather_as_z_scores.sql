-- L1.2, S5: means and deviations of the weather are those of all rows, also of the later ones that the model is judged on.
CREATE VIEW flight_weather AS
SELECT f.sched_dep, f.carrier, f.origin, f.distance, f.hour,
  w.temp, w.wind_speed, w.pressure, f.arr_delay
FROM flights f
JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 3 HOUR;

CREATE TABLE flight_weather_scaled AS
SELECT sched_dep, carrier, origin, distance, hour,
  (temp - avg(temp) OVER ()) / stddev_pop(temp) OVER () AS temp_z,
  (wind_speed - avg(wind_speed) OVER ()) / stddev_pop(wind_speed) OVER () AS wind_z,
  (pressure - avg(pressure) OVER ()) / stddev_pop(pressure) OVER () AS pressure_z,
  arr_delay
FROM flight_weather;

CREATE MODEL delay_by_weather
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'], l2_reg = 1.0,
  data_split_method = 'SEQ', data_split_col = 'sched_dep', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS SELECT * FROM flight_weather_scaled;
