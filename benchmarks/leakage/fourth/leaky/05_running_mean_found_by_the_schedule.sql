-- L3.1, S2 or S3: the running mean of arrival delays is looked up by the schedule of its last flight, which is still in the air when the prediction is made.
CREATE TABLE running AS
SELECT carrier, sched_dep AS as_of,
  avg(arr_delay) OVER (PARTITION BY carrier ORDER BY sched_dep RANGE BETWEEN INTERVAL 30 DAY PRECEDING AND CURRENT ROW) AS mean_delay
FROM flights WHERE arr_delay IS NOT NULL;

CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, f.distance, r.mean_delay, f.arr_delay > 15 AS is_late
FROM flights f ASOF LEFT JOIN running r ON r.carrier = f.carrier AND r.as_of < f.sched_dep - INTERVAL 1 HOUR;
