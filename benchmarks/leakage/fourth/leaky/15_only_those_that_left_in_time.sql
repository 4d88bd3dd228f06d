-- L3.3, S2 or S7: the model is asked an hour before departure, and learned and judged only on flights that then left within ten minutes of the plan.
CREATE VIEW regular AS SELECT * FROM flights WHERE dep_delay BETWEEN -10 AND 10;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, origin, dest, arr_delay > 15 AS is_late FROM regular;
