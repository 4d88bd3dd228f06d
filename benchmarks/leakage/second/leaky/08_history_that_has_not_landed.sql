-- L3.1, S2: earlier flights, but up to the very minute: they have not landed when the prediction is made.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, (SELECT avg(g.dep_delay) FROM flights g WHERE g.origin = f.origin AND g.sched_dep < f.sched_dep) AS queue, f.arr_delay > 15 AS is_late FROM flights f;
