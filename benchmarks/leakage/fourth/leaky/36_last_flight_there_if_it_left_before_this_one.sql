-- L3.1, S2: the delay of the last flight on the route is shown if it left before this flight's scheduled time, an hour after the prediction.
CREATE TABLE legs AS
SELECT sched_dep, carrier, distance, arr_delay, lag(left_at) OVER w AS last_left, lag(dep_delay) OVER w AS last_delay
FROM flights WINDOW w AS (PARTITION BY origin, dest ORDER BY sched_dep, flight);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, distance, CASE WHEN last_left < sched_dep THEN last_delay END AS last_delay, arr_delay > 15 AS is_late FROM legs;
