-- The same versions; used is for how long the wind has come from there, which looks back.
CREATE TABLE turns AS
SELECT origin, time_hour, wind_dir FROM weather
QUALIFY wind_dir IS DISTINCT FROM lag(wind_dir) OVER (PARTITION BY origin ORDER BY time_hour);
CREATE TABLE versions AS SELECT origin, wind_dir, time_hour AS valid_from FROM turns;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS
SELECT f.sched_dep, f.carrier, f.dest, v.wind_dir, date_diff('hour', v.valid_from, f.sched_dep) AS hours_so_far,
  f.dep_delay > 15 AS is_late
FROM flights AS f ASOF LEFT JOIN versions AS v ON v.origin = f.origin AND v.valid_from <= f.sched_dep - INTERVAL 3 HOUR;
