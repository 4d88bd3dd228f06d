-- L2, S2: the hour in which the flight really left, under a harmless name.
CREATE VIEW stg_flights AS SELECT sched_dep AS scheduled_at, carrier AS airline, dep_time // 100 AS departure_bank, arr_delay AS arrival_delay FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT scheduled_at - INTERVAL 30 MINUTE
AS SELECT scheduled_at, airline, departure_bank, arrival_delay > 15 AS is_late FROM stg_flights;
