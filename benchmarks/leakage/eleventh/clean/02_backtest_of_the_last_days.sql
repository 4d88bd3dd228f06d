-- The backtest begins on 20 January, two days after the last flight that the model is given.
CREATE VIEW stg_flights AS
SELECT sched_dep, carrier, origin, dest, flight, distance, hour, arr_delay > 20 AS is_late
FROM flights
WHERE arr_delay IS NOT NULL;

CREATE MODEL late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 30)
CARRY (flight)
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM stg_flights WHERE sched_dep < TIMESTAMP '2013-01-18 00:00:00';

CREATE TABLE rpt_backtest AS
WITH scored AS (
  SELECT CAST(sched_dep AS DATE) AS day, is_late, ML.PROBABILITY(predicted_is_late_probs, TRUE) AS p
  FROM ML.PREDICT(MODEL late, (SELECT * FROM stg_flights WHERE sched_dep >= TIMESTAMP '2013-01-20 00:00:00'))
)
SELECT day, count(*) AS n, avg((p - CAST(is_late AS INTEGER)) ^ 2) AS brier
FROM scored
GROUP BY ALL;
