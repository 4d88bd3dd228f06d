-- SELECT * with the columns of the outcome excluded.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * EXCLUDE (dep_time, dep_delay, left_at, arr_time, air_time, year, tailnum) FROM flights;
