-- A model with a time of prediction keeps its last rows from training; these are judged.
CREATE TABLE departures AS SELECT sched_dep, carrier, distance, arr_delay > 15 AS is_late FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT * FROM departures;
CREATE TABLE figures AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT * FROM departures WHERE sched_dep >= TIMESTAMP '2013-01-22'));
