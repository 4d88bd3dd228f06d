-- L2, S2: arr_time and air_time are known an hour after landing.
CREATE TABLE trip AS SELECT sched_dep, carrier, air_time, distance / air_time AS speed, arr_delay FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep
AS SELECT sched_dep, carrier, speed, arr_delay FROM trip;
