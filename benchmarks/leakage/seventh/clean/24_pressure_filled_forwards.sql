-- Where the barometer gave nothing, its last reading before is carried on.
CREATE TABLE int_weather AS
SELECT origin, time_hour, temp, visib,
  coalesce(pressure, last_value(pressure IGNORE NULLS) OVER (
    PARTITION BY origin ORDER BY time_hour ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )) AS pressure
FROM weather;

CREATE TABLE fct_departures AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, w.temp, w.visib, w.pressure, f.arr_delay > 15 AS is_late
FROM flights AS f
ASOF LEFT JOIN int_weather AS w ON w.origin = f.origin AND w.time_hour < f.sched_dep - INTERVAL 2 HOUR;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_departures;
