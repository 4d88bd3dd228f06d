-- L3.1, S2 or S3: the weather of the hour of departure is observed after the prediction two hours before.
CREATE VIEW flights_and_weather AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, w.temp, w.wind_speed, w.precip, w.visib, f.dep_delay
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour;

CREATE MODEL departure_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['dep_delay'], max_iterations = 50, subsample = 0.8)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM flights_and_weather;
