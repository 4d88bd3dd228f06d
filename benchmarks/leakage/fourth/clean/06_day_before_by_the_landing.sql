-- Delays by the day on which they became known, joined to the day before the prediction's: that day was over at midnight.
CREATE VIEW landings AS
SELECT dest, arr_delay, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS known_at FROM flights;

CREATE TABLE dest_days AS
SELECT dest, date_trunc('day', known_at) AS known_day, avg(arr_delay) AS mean_delay, count(*) AS landed
FROM landings WHERE known_at IS NOT NULL GROUP BY ALL;

CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, d.mean_delay, d.landed, f.arr_delay > 15 AS is_late
FROM flights f LEFT JOIN dest_days d ON d.dest = f.dest AND d.known_day = date_trunc('day', f.sched_dep - INTERVAL 1 HOUR) - INTERVAL 1 DAY;
