-- An observation is in an hour after its time, so that the one joined was in two hours before departure.
CREATE TABLE int_departures AS
SELECT f.sched_dep, f.origin, f.carrier, f.dest, f.hour, w.visib, w.wind_speed, w.precip, w.pressure,
  f.dep_delay
FROM flights AS f
ASOF LEFT JOIN weather AS w ON w.origin = f.origin AND w.time_hour < f.sched_dep - INTERVAL 3 HOUR;

CREATE MODEL departs_late
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['departs_late'])
TRANSFORM (ML.STANDARD_SCALER(wind_speed) OVER () AS wind, visib, precip, pressure, carrier, origin, hour, departs_late)
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * EXCLUDE (dep_delay), dep_delay > 15 AS departs_late FROM int_departures;
