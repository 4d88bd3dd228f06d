-- The example: ASOF with three hours, planes of the year before.
CREATE TABLE departures AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour, p.year AS plane_year, p.seats, w.temp, w.wind_speed, f.arr_delay, f.arr_delay > 15 AS is_late
FROM flights AS f LEFT JOIN planes AS p ON p.tailnum = f.tailnum
ASOF LEFT JOIN weather AS w ON w.origin = f.origin AND w.time_hour <= f.sched_dep - INTERVAL 3 HOUR;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS SELECT * EXCLUDE (arr_delay) FROM departures;
