-- L1.2, S5 or S4 or S3: the range of each airport is of the whole year, and the flights are of January; the
-- macro only divides.
CREATE MACRO scale01(x, lo, hi) AS (x - lo) / nullif(hi - lo, 0);

CREATE TABLE dim_weather_range AS
SELECT origin, min(temp) AS lo, max(temp) AS hi FROM weather GROUP BY origin;

CREATE TABLE fct_departures AS
SELECT f.sched_dep, f.carrier, f.dest, f.distance, w.visib, scale01(w.temp, r.lo, r.hi) AS temp01, f.arr_delay > 15 AS is_late
FROM flights AS f
LEFT JOIN dim_weather_range AS r ON r.origin = f.origin
ASOF LEFT JOIN weather AS w ON w.origin = f.origin AND w.time_hour < f.sched_dep - INTERVAL 2 HOUR;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_departures;
