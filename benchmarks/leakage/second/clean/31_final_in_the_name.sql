-- The name sounds like an outcome, and KNOWN AT says that it is known before.
CREATE TABLE plan KNOWN AT sched_dep - INTERVAL 2 DAY AS SELECT sched_dep, carrier, flight, sched_arr_time AS final_schedule, arr_delay FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR AS SELECT sched_dep, carrier, final_schedule, arr_delay > 15 AS is_late FROM plan;
