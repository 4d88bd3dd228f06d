-- L3.1, S3: a reading is known an hour after its hour; at exactly two hours before it becomes known at the very moment of the prediction, not before it.
CREATE TABLE departures AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, w.wind_gust, w.visib, f.arr_delay
FROM flights f
ASOF LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour <= f.sched_dep - INTERVAL 2 HOUR;

CREATE MODEL late_risk
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT sched_dep, carrier, origin, dest, distance, wind_gust, visib, arr_delay > 15 AS is_late FROM departures;
