-- L3.1, S2 or S4: three hours before, the previous flight of one aircraft in eight has not landed yet, and its delay is not known.
CREATE TABLE legs AS
SELECT sched_dep, carrier, flight, tailnum, origin, dest, distance, hour,
  lag(arr_delay) OVER (PARTITION BY tailnum ORDER BY sched_dep) AS previous_delay,
  lag(dest) OVER (PARTITION BY tailnum ORDER BY sched_dep) AS previous_dest,
  arr_delay > 15 AS is_late
FROM flights
WHERE tailnum IS NOT NULL;

CREATE MODEL late_by_rotation
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
KEY (carrier, flight, origin, sched_dep)
CARRY (tailnum)
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT * FROM legs;
