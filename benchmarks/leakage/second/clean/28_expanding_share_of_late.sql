-- Target encoding as it may be done: over earlier flights of the carrier only.
CREATE TABLE encoded AS
SELECT sched_dep, carrier, origin, arr_delay > 15 AS is_late,
  avg(CASE WHEN arr_delay > 15 THEN 1.0 ELSE 0.0 END) OVER (PARTITION BY carrier ORDER BY sched_dep RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 2 DAY PRECEDING) AS late_share FROM flights;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, origin, late_share, is_late FROM encoded;
