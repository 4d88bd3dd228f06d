-- The airline's delays from ten days to two days before: the longest trip in the data is over a day and a half after its schedule.
CREATE VIEW airline_history AS
SELECT *,
  avg(arr_delay) OVER last_days AS airline_delay,
  count(arr_delay) OVER last_days AS airline_flights
FROM flights
WINDOW last_days AS (
  PARTITION BY carrier ORDER BY sched_dep
  RANGE BETWEEN INTERVAL 10 DAY PRECEDING AND INTERVAL 2 DAY PRECEDING
);

CREATE MODEL late_by_airline
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_late'], num_parallel_tree = 100)
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT carrier, flight, origin, sched_dep, dest, hour, distance, airline_delay, airline_flights, arr_delay > 15 AS is_late
FROM airline_history;

CREATE TABLE scored_flights AS
SELECT carrier, flight, origin, sched_dep, ML.PROBABILITY(predicted_is_late_probs, TRUE) AS p_late
FROM ML.PREDICT(MODEL late_by_airline, (
  SELECT carrier, flight, origin, sched_dep, dest, hour, distance, airline_delay, airline_flights
  FROM airline_history WHERE sched_dep >= TIMESTAMP '2013-01-23 00:00:00'));
