-- L3.1, S3 or S2: the weather is that of the hour of departure, which is known an hour after it, while the
-- prediction is made two hours before.
CREATE VIEW stg_weather AS
SELECT origin, time_hour, temp, dewp, humid, wind_speed, wind_gust, precip, pressure, visib FROM weather;

CREATE TABLE departures AS
SELECT concat_ws('/', f.carrier, f.flight, f.origin, f.sched_dep) AS flight_key, f.sched_dep, f.carrier, f.origin,
  f.distance, f.hour, w.temp, w.humid, w.wind_speed, coalesce(w.wind_gust, w.wind_speed) AS gust, w.precip, w.visib,
  w.temp - w.dewp AS dew_gap, f.dep_delay
FROM flights AS f
LEFT JOIN stg_weather AS w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL departure_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['dep_delay'], l2_reg = 0.5)
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS SELECT * FROM departures;
