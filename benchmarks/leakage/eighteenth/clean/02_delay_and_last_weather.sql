-- late departures with the last weather report; a report of four hours before is out three hours before.
CREATE VIEW flights_with_report AS
SELECT f.carrier, f.flight, f.origin, f.dest, f.hour, f.distance, f.sched_dep, f.left_at,
  w.temp, w.dewp, w.wind_speed, w.precip, w.visib, w.pressure,
  f.dep_delay > 30 AS is_late
FROM flights AS f
ASOF LEFT JOIN weather AS w
  ON w.origin = f.origin AND w.time_hour <= f.sched_dep - INTERVAL 4 HOUR;

CREATE MODEL late_in_weather
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_iterations = 40)
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 150 MINUTE
LABEL KNOWN AT left_at
AS SELECT * FROM flights_with_report;
