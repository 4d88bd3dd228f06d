-- Rows are chosen by a dimension.
CREATE VIEW high_airports AS SELECT faa FROM airports WHERE alt > 500;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, f.distance, f.arr_delay > 15 AS is_late FROM flights f JOIN high_airports h ON h.faa = f.dest;
