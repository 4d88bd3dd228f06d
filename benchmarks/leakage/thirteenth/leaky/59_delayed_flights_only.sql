-- L3.3, S7: only flights that left late are kept, known at departure; the prediction is made the evening before for every flight.
CREATE TABLE delayed_flights AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour, p.seats, p.engines,
  f.arr_delay > 60 AS very_late
FROM flights f
LEFT JOIN planes p USING (tailnum)
WHERE f.dep_delay > 0 AND f.arr_delay IS NOT NULL;

CREATE MODEL very_late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['very_late'])
PREDICT AT sched_dep - INTERVAL 12 HOUR
AS SELECT * FROM delayed_flights;
