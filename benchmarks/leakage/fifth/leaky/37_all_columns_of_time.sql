-- L2, S2: COLUMNS takes every column that ends in _time, those of the real departure and arrival too.
CREATE VIEW clocks AS SELECT sched_dep, COLUMNS('_time$'), arr_delay FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT * FROM clocks;
