-- Statistics over all rows that no model reads.
CREATE TABLE report AS SELECT carrier, avg(arr_delay) AS late, count(*) OVER () AS carriers FROM flights GROUP BY carrier;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, arr_delay > 15 AS is_late FROM flights;
