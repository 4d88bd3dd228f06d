-- An age at the time of the prediction: two known columns subtracted.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, year(f.sched_dep) - p.year AS plane_age, p.engines, f.arr_delay > 15 AS is_late FROM flights f LEFT JOIN planes p USING (tailnum);
