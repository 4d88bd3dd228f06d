-- L2, S2: air_time and the departure delay are known after take-off, the prediction is made two hours before.
CREATE VIEW stg_flights AS
SELECT
  sched_dep, carrier, origin, dest, distance, hour, dayofweek(sched_dep) AS weekday,
  dep_delay, air_time, distance / air_time AS speed, arr_delay
FROM flights;

CREATE MODEL arrives_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 40)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * EXCLUDE (arr_delay), arr_delay > 15 AS is_late FROM stg_flights;
