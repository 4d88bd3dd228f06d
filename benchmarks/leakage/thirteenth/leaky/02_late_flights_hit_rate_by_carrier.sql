-- L1.1, S9: the hit rate by carrier is taken over all flights, four in five of which the model was trained on.
CREATE TABLE flight_features AS
SELECT
  carrier || flight || '-' || origin || '-' || month || '-' || day AS flight_id,
  sched_dep,
  carrier,
  origin,
  dest,
  distance,
  hour,
  dayofweek(sched_dep) AS weekday,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_flights
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 50, max_tree_depth = 8)
KEY (flight_id)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM flight_features;

CREATE TABLE late_flights_hit_rate AS
SELECT
  carrier,
  count(*) AS n_flights,
  avg(CASE WHEN predicted_is_late = is_late THEN 1.0 ELSE 0.0 END) AS accuracy
FROM ML.PREDICT(MODEL late_flights, TABLE flight_features)
WHERE is_late IS NOT NULL
GROUP BY carrier;
