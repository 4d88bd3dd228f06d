-- L1.2, S5 or S4: the size of the plane is ranked among all flights of the mart, also those that come after the prediction.
CREATE TABLE fct_departures AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.hour, p.engines, p.year AS built,
  percent_rank() OVER (ORDER BY p.seats) AS size_rank,
  f.dep_delay > 15 AS leaves_late
FROM flights AS f
JOIN planes AS p USING (tailnum)
WHERE f.dep_delay IS NOT NULL;

CREATE MODEL leaves_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_departures;
