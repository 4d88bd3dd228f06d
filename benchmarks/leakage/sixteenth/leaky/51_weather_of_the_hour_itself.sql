-- L3.1, S2: the prediction is made twelve hours before departure, but the weather joined is that of the hour of departure.
CREATE VIEW departures AS
SELECT f.carrier, f.origin, f.hour, f.distance, f.sched_dep, f.left_at, w.wind_speed, w.visib, w.precip,
  f.dep_delay > 20 AS late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL late_departure
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['late'])
PREDICT AT sched_dep - INTERVAL 12 HOUR
LABEL KNOWN AT left_at
AS SELECT * FROM departures;
