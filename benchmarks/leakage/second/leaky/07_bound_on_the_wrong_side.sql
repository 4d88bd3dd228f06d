-- L3.1, S1: the correlated query looks at flights after this one.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT NONE
AS SELECT f.carrier, (SELECT avg(g.arr_delay) FROM flights g WHERE g.tailnum = f.tailnum AND g.sched_dep >= f.sched_dep) AS history, f.arr_delay FROM flights f;
