-- L3.1, S4 or S3: versions of the wind with the hours from and until which they hold; the version is found in
-- time, but until when it holds is seen at its end only.
CREATE TABLE turns AS
SELECT origin, time_hour, wind_dir FROM weather
QUALIFY wind_dir IS DISTINCT FROM lag(wind_dir) OVER (PARTITION BY origin ORDER BY time_hour);
CREATE TABLE versions AS
SELECT origin, wind_dir, time_hour AS valid_from, lead(time_hour) OVER (PARTITION BY origin ORDER BY time_hour) AS valid_to
FROM turns;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS
SELECT f.sched_dep, f.carrier, f.dest, v.wind_dir, date_diff('hour', f.sched_dep, v.valid_to) AS hours_left,
  f.dep_delay > 15 AS is_late
FROM flights AS f ASOF LEFT JOIN versions AS v ON v.origin = f.origin AND v.valid_from <= f.sched_dep - INTERVAL 3 HOUR;
