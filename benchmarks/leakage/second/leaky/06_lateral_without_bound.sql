-- L1.2, S1: a LATERAL average of the label over the same origin, no bound in time.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT f.sched_dep, f.carrier, h.typical, f.arr_delay
FROM flights f LEFT JOIN LATERAL (SELECT median(g.arr_delay) AS typical FROM flights g WHERE g.origin = f.origin) h ON true;
