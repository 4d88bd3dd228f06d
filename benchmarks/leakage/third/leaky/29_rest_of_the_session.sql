-- L3.1, S4: how long the aircraft's day still lasts is known when it is over.
CREATE TABLE rotations AS SELECT sched_dep, tailnum, carrier, arr_delay, max(left_at) OVER (PARTITION BY tailnum, date_trunc('day', sched_dep)) AS last_out FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, date_diff('minute', sched_dep, last_out) AS minutes_left, arr_delay > 15 AS is_late FROM rotations;
