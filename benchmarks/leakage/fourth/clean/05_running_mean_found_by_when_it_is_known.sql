-- The running mean goes by the moment at which each delay became known, and is looked up strictly before the prediction.
CREATE VIEW landed AS
SELECT carrier, arr_delay, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS known_at FROM flights WHERE arr_delay IS NOT NULL;

CREATE TABLE running AS
SELECT carrier, known_at,
  avg(arr_delay) OVER (PARTITION BY carrier ORDER BY known_at RANGE BETWEEN INTERVAL 30 DAY PRECEDING AND CURRENT ROW) AS mean_delay
FROM landed;

CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT f.sched_dep, f.carrier, f.distance, r.mean_delay, f.arr_delay > 15 AS is_late
FROM flights f ASOF LEFT JOIN running r ON r.carrier = f.carrier AND r.known_at < f.sched_dep - INTERVAL 1 HOUR;
