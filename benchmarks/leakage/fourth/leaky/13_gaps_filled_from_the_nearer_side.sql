-- L3.1, S4 or S3: a missing gust takes the last known one, and if there is none, the next one, which may come days later.
CREATE TABLE gusts AS
SELECT origin, time_hour,
  coalesce(
    last_value(wind_gust IGNORE NULLS) OVER (PARTITION BY origin ORDER BY time_hour ROWS BETWEEN 6 PRECEDING AND CURRENT ROW),
    first_value(wind_gust IGNORE NULLS) OVER (PARTITION BY origin ORDER BY time_hour ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
  ) AS gust
FROM weather;

CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, g.gust, f.arr_delay > 15 AS is_late
FROM flights f ASOF LEFT JOIN gusts g ON g.origin = f.origin AND g.time_hour < f.sched_dep - INTERVAL 2 HOUR;
