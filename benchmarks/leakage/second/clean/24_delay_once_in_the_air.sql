-- The prediction is made half an hour after departure: the delay of departure is known.
CREATE TABLE airborne AS SELECT left_at + INTERVAL 30 MINUTE AS asked_at, carrier, dep_delay, sched_dep, arr_delay FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT asked_at
AS SELECT asked_at, carrier, dep_delay, arr_delay FROM airborne;
