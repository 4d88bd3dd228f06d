-- COLUMNS takes the scheduled clocks only.
CREATE VIEW clocks AS SELECT sched_dep, COLUMNS('^sched_(dep|arr)_time$'), arr_delay FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT * FROM clocks;
