-- L2, S1 or S2: a cancelled flight has no air_time and no arr_time; both are known only after the landing.
CREATE MODEL cancelled
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_cancelled'], auto_class_weights = TRUE)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT f.* EXCLUDE (dep_time, dep_delay, left_at, arr_delay, tailnum, year, time_hour), a.name AS airline,
  f.dep_time IS NULL AS is_cancelled
FROM flights f
LEFT JOIN airlines a USING (carrier);
