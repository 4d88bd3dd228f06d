-- L3.1, S2: the time since the carrier's last departure from the airport is reckoned from when that flight really left, which may be after the prediction.
CREATE TABLE turns AS
SELECT sched_dep, carrier, origin, arr_delay,
  date_diff('minute', lag(left_at) OVER (PARTITION BY origin, carrier ORDER BY sched_dep, flight), sched_dep) AS minutes_since_last
FROM flights;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, origin, minutes_since_last, arr_delay > 15 AS is_late FROM turns;
