-- A reading is valid from its report to the next report, and the question comes between the two.
CREATE TABLE dim_weather AS
SELECT origin, temp, wind_speed, visib, precip,
  time_hour + INTERVAL 1 HOUR AS valid_from,
  coalesce(
    lead(time_hour + INTERVAL 1 HOUR) OVER (PARTITION BY origin ORDER BY time_hour), TIMESTAMP '9999-12-31 00:00:00'
  ) AS valid_to
FROM weather;

CREATE VIEW stg_flights AS
SELECT sched_dep, sched_dep - INTERVAL 2 HOUR AS asked_at, carrier, flight, origin, dest, distance, arr_delay FROM flights;

CREATE TABLE fct_flights AS
SELECT f.*, w.temp, w.wind_speed, w.visib, w.precip
FROM stg_flights AS f JOIN dim_weather AS w
  ON w.origin = f.origin AND w.valid_from < f.asked_at AND f.asked_at <= w.valid_to;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
KEY (carrier, flight, sched_dep)
PREDICT AT asked_at
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_flights;
