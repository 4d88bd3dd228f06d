-- L2, S2: dep_delay and air_time are known after take-off and landing, the prediction is made two hours before.
CREATE VIEW flight_features AS
SELECT
  concat_ws('-', carrier, flight, origin, sched_dep) AS flight_id,
  sched_dep,
  carrier,
  origin,
  dest,
  distance,
  EXTRACT(dow FROM sched_dep) AS weekday,
  hour AS sched_hour,
  dep_delay,
  air_time,
  CASE WHEN arr_delay > 15 THEN 1 ELSE 0 END AS is_late
FROM flights
WHERE arr_delay IS NOT NULL;

CREATE MODEL late_arrivals
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 50, learn_rate = 0.1)
KEY (flight_id)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM flight_features;
