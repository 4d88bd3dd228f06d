-- The table holds the label and another outcome; the model takes one of them.
CREATE TABLE outcomes AS SELECT sched_dep, carrier, dest, distance, arr_delay > 15 AS is_late, air_time FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['air_time'])
PREDICT AT sched_dep
AS SELECT sched_dep, carrier, dest, distance, air_time FROM outcomes;
