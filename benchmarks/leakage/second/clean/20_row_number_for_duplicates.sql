-- The first of equal rows is kept, by an order that no outcome decides.
CREATE TABLE unique_flights AS SELECT * FROM flights QUALIFY row_number() OVER (PARTITION BY carrier, flight, origin, sched_dep ORDER BY tailnum, dest) = 1;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, origin, distance, arr_delay > 15 AS is_late FROM unique_flights;
