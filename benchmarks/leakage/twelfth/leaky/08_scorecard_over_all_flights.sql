-- L1.1, S9: the accuracy by carrier is counted over all flights, most of which the model was trained on.
CREATE TABLE scheduled AS
SELECT
  sched_dep, carrier, origin, dest, distance,
  EXTRACT(hour FROM sched_dep) AS dep_hour,
  dayname(sched_dep) AS weekday,
  arr_delay > 30 AS is_late
FROM flights;

CREATE MODEL very_late
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_late'], num_parallel_tree = 50)
PREDICT AT sched_dep - INTERVAL 12 HOUR
AS SELECT * FROM scheduled;

CREATE TABLE accuracy_by_carrier AS
SELECT
  carrier,
  count(*) AS n_flights,
  avg(CASE WHEN predicted_is_late = is_late THEN 1 ELSE 0 END) AS accuracy,
  count(*) FILTER (predicted_is_late AND is_late) / nullif(count(*) FILTER (is_late), 0) AS recall
FROM ML.PREDICT(MODEL very_late, TABLE scheduled)
WHERE is_late IS NOT NULL
GROUP BY carrier;
