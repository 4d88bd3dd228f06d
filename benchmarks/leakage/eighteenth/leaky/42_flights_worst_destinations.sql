-- L1.3, S5 or S4: the list of destinations worth a flag is picked by their delays over the whole period.
CREATE TABLE worst_destinations AS
SELECT dest
FROM flights
GROUP BY dest
HAVING count(*) >= 50
ORDER BY avg(arr_delay) DESC, dest
LIMIT 15;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 3 DAY
AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.distance, f.hour,
  f.dest IN (SELECT dest FROM worst_destinations) AS to_bad_destination,
  f.arr_delay > 15 AS is_late
FROM flights AS f;
