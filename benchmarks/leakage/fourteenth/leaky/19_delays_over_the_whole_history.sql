-- L3.1, S4 or S5: the mean delays of carriers and aircraft are over all flights, also those after the prediction and the flight itself.
CREATE TABLE carrier_stats AS
SELECT carrier, avg(arr_delay) AS carrier_delay, count(*) AS carrier_flights FROM flights GROUP BY carrier;

CREATE TABLE plane_stats AS
SELECT tailnum, avg(arr_delay) AS plane_delay FROM flights WHERE tailnum IS NOT NULL GROUP BY tailnum;

CREATE MODEL late_with_history
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT f.carrier, f.flight, f.origin, f.sched_dep, f.dest, f.distance, f.hour,
  c.carrier_delay, c.carrier_flights, p.plane_delay, f.arr_delay > 15 AS is_late
FROM flights f
LEFT JOIN carrier_stats c USING (carrier)
LEFT JOIN plane_stats p USING (tailnum);
