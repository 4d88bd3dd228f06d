-- Missing departure messages are a feature, but as the carrier's share over the week that ended two days before
-- the flight.
CREATE VIEW stg_messages AS
SELECT concat_ws('/', carrier, flight, origin, sched_dep) AS flight_key, carrier, origin, dest, distance, hour,
  sched_dep, dep_delay, air_time, dep_delay IS NOT NULL AS has_left
FROM flights;

CREATE TABLE message_features AS
SELECT flight_key, carrier, origin, dest, distance, hour, sched_dep,
  avg(CASE WHEN has_left THEN 0.0 ELSE 1.0 END) OVER (
    PARTITION BY carrier ORDER BY sched_dep RANGE BETWEEN INTERVAL 9 DAY PRECEDING AND INTERVAL 2 DAY PRECEDING
  ) AS share_without_message,
  air_time IS NULL AS is_disrupted
FROM stg_messages;

CREATE MODEL disrupted
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_disrupted'], auto_class_weights = TRUE,
  max_iterations = 30
)
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM message_features;
