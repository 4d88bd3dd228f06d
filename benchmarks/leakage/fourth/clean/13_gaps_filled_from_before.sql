-- A missing gust takes the last known one of the hours before; where there is none it stays NULL.
CREATE TABLE gusts AS
SELECT origin, time_hour,
  last_value(wind_gust IGNORE NULLS) OVER (PARTITION BY origin ORDER BY time_hour ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS gust
FROM weather;

CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, g.gust, g.gust IS NULL AS is_calm, f.arr_delay > 15 AS is_late
FROM flights f ASOF LEFT JOIN gusts g ON g.origin = f.origin AND g.time_hour < f.sched_dep - INTERVAL 2 HOUR;
