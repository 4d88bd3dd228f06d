-- How many flights the aircraft had before: a count up to the row before.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, count(*) OVER (PARTITION BY tailnum ORDER BY sched_dep ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS flown, arr_delay > 15 AS is_late FROM flights;
