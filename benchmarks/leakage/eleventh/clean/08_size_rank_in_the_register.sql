-- The size of the plane is ranked over the whole register, which was known before the first flight.
CREATE TABLE dim_planes AS
SELECT tailnum, engines, year AS built, percent_rank() OVER (ORDER BY seats) AS size_rank
FROM planes;

CREATE TABLE fct_departures AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.hour, p.engines, p.built, p.size_rank, f.dep_delay > 15 AS leaves_late
FROM flights AS f
JOIN dim_planes AS p USING (tailnum)
WHERE f.dep_delay IS NOT NULL;

CREATE MODEL leaves_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['leaves_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_departures;
