-- L1.1, S9: the scoreboard by carrier compares predictions with the truth on flights of the first half of January,
-- which are the rows the model was trained on.
CREATE TABLE fct_flights AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, carrier, origin, dest, distance, hour,
  dayofweek(sched_dep) AS weekday, sched_dep, arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 6 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_flights WHERE sched_dep < TIMESTAMP '2013-01-18 00:00:00';

CREATE TABLE carrier_scoreboard AS
SELECT s.carrier, count(*) AS flights,
  avg(CAST(s.predicted_is_late = f.is_late AS INTEGER)) AS accuracy,
  count(*) FILTER (WHERE s.predicted_is_late AND NOT f.is_late) AS false_alarms
FROM ML.PREDICT(MODEL late_arrival, (
  SELECT * EXCLUDE (is_late) FROM fct_flights
  WHERE sched_dep < TIMESTAMP '2013-01-14 00:00:00'
)) AS s
JOIN fct_flights AS f ON f.flight_key = s.flight_key
GROUP BY s.carrier;
