-- L3.1, S4 or S5: the mean delay of an aircraft is over all of its flights, also the later ones and the row's own.
CREATE VIEW flights_with_history AS
SELECT sched_dep, tailnum, carrier, origin, distance, hour,
  avg(dep_delay) OVER (PARTITION BY tailnum) AS plane_mean_delay,
  count(*) OVER (PARTITION BY tailnum) AS plane_flights,
  dep_delay > 15 AS leaves_late
FROM flights
WHERE tailnum IS NOT NULL;

CREATE MODEL late_departure_by_plane
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'])
CARRY (tailnum)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM flights_with_history;
