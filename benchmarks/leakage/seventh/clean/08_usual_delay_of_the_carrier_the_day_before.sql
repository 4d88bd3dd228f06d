-- The carrier's mean delay is of the flights whose landing was told in the last full day before the
-- prediction, by the time at which it was told.
CREATE VIEW stg_flights AS
SELECT sched_dep, carrier, origin, dest, distance, hour, arr_delay FROM flights WHERE arr_delay IS NOT NULL;

CREATE TABLE int_landings AS
SELECT carrier, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS told_at, arr_delay
FROM flights WHERE air_time IS NOT NULL;

CREATE TABLE int_carrier_days AS
SELECT carrier, date_trunc('day', told_at) + INTERVAL 1 DAY AS closed_at, avg(arr_delay) AS usual_delay
FROM int_landings GROUP BY 1, 2;

CREATE MODEL delay_minutes
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS
SELECT f.sched_dep, f.origin, f.dest, f.distance, f.hour, d.usual_delay, f.arr_delay
FROM stg_flights AS f
ASOF LEFT JOIN int_carrier_days AS d ON d.carrier = f.carrier AND d.closed_at < f.sched_dep - INTERVAL 1 HOUR;
