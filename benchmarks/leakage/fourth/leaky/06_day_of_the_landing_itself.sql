-- L3.1, S2 or S3: statistics of the day on which the delays became known are joined to the same day: the flights that land later that day are in them.
CREATE VIEW landings AS
SELECT dest, arr_delay, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS known_at FROM flights;

CREATE TABLE dest_days AS
SELECT dest, date_trunc('day', known_at) AS known_day, avg(arr_delay) AS mean_delay, count(*) AS landed
FROM landings WHERE known_at IS NOT NULL GROUP BY ALL;

CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, d.mean_delay, d.landed, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN dest_days d ON d.dest = f.dest AND d.known_day = date_trunc('day', f.sched_dep - INTERVAL 1 HOUR);
