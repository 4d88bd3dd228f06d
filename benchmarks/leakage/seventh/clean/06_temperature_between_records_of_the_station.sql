-- The same scaling with the same macro, between records of the stations that stand in the code.
CREATE MACRO scale01(x, lo, hi) AS (x - lo) / nullif(hi - lo, 0);

CREATE TABLE dim_station_records AS
SELECT * FROM (VALUES ('EWR', -14.0, 108.0), ('JFK', -2.0, 104.0), ('LGA', -7.0, 107.0)) AS r(origin, lo, hi);

CREATE TABLE fct_departures AS
SELECT f.sched_dep, f.carrier, f.dest, f.distance, w.visib, scale01(w.temp, r.lo, r.hi) AS temp01, f.arr_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN dim_station_records AS r ON r.origin = f.origin
ASOF LEFT JOIN weather AS w ON w.origin = f.origin AND w.time_hour < f.sched_dep - INTERVAL 2 HOUR;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_departures;
