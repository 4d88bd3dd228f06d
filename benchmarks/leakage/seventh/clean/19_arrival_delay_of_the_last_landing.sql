-- The last leg of the aircraft whose landing was known twelve hours before departure, found by ASOF over the
-- time at which it was told.
CREATE TABLE int_landings AS
SELECT tailnum, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS told_at, dest, arr_delay
FROM flights WHERE tailnum IS NOT NULL AND air_time IS NOT NULL;

CREATE MODEL delay_minutes
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 12 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, l.arr_delay AS delay_before, l.dest AS place_before, f.arr_delay
FROM flights AS f
ASOF LEFT JOIN int_landings AS l ON l.tailnum = f.tailnum AND l.told_at < f.sched_dep - INTERVAL 12 HOUR;
