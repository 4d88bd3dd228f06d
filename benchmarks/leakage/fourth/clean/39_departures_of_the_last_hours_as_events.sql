-- Departures are events at the moment they happen: a running count and mean of two hours, looked up strictly before the prediction.
CREATE TABLE queue AS
SELECT origin, left_at AS happened_at, count(*) OVER w AS left_lately, avg(dep_delay) OVER w AS delay_lately
FROM flights WHERE left_at IS NOT NULL
WINDOW w AS (PARTITION BY origin ORDER BY left_at RANGE BETWEEN INTERVAL 2 HOUR PRECEDING AND CURRENT ROW);

CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS WITH asked AS (SELECT sched_dep, sched_dep - INTERVAL 1 HOUR AS asked_at, carrier, origin, arr_delay FROM flights)
SELECT a.sched_dep, a.carrier, q.left_lately, q.delay_lately, date_diff('minute', q.happened_at, a.asked_at) AS minutes_quiet, a.arr_delay > 15 AS is_late
FROM asked a ASOF LEFT JOIN queue q ON q.origin = a.origin AND a.asked_at > q.happened_at;
