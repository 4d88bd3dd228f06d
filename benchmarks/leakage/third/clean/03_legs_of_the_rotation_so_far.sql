-- Sessions of an aircraft by gaps of the schedule; only what came before counts.
CREATE TABLE gaps AS SELECT *, coalesce(sched_dep - lag(sched_dep) OVER (PARTITION BY tailnum ORDER BY sched_dep) > INTERVAL '10 hours', true) AS is_new FROM flights;
CREATE TABLE rotations AS SELECT *, count(*) FILTER (WHERE is_new) OVER (PARTITION BY tailnum ORDER BY sched_dep ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS rotation FROM gaps;
CREATE TABLE legs AS SELECT sched_dep, carrier, arr_delay, row_number() OVER (PARTITION BY tailnum, rotation ORDER BY sched_dep) AS leg, date_diff('minute', first_value(sched_dep) OVER (PARTITION BY tailnum, rotation ORDER BY sched_dep), sched_dep) AS minutes_on FROM rotations;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late']) PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, leg, minutes_on, arr_delay > 15 AS is_late FROM legs;
