-- L3.1, S4: the mean delay of the airport's day counts the flights that leave later (and the flight itself).
CREATE TABLE congestion AS
SELECT
  sched_dep,
  carrier,
  origin,
  dest,
  distance,
  count(*) OVER (PARTITION BY origin, month, day, hour) AS flights_in_hour,
  avg(dep_delay) OVER (PARTITION BY origin, month, day) AS airport_delay_today,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_by_congestion
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT * FROM congestion;
