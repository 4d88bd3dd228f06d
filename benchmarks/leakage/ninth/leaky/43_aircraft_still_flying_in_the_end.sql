-- L3.3, S7 or S4 or S3: only flights of aircraft that still left on the last days are kept, and nobody knows that when they
-- are asked for.
CREATE VIEW stg_flights AS
SELECT sched_dep, left_at, carrier, flight, tailnum, origin, dest, distance, hour, dep_delay FROM flights WHERE tailnum IS NOT NULL;

CREATE TABLE int_active AS
SELECT f.* FROM stg_flights AS f
WHERE EXISTS (
  SELECT 1 FROM stg_flights AS p
  WHERE p.tailnum = f.tailnum
    AND p.left_at >= TIMESTAMP '2013-01-21 00:00:00'
);

CREATE TABLE mart_active AS
SELECT a.sched_dep, a.carrier, a.flight, a.origin, a.distance, a.hour, p.year AS built, p.seats, p.engines, a.dep_delay > 15 AS is_late
FROM int_active AS a LEFT JOIN planes AS p ON p.tailnum = a.tailnum;

CREATE MODEL late_departure
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
KEY (carrier, flight, sched_dep)
PREDICT AT sched_dep - INTERVAL 6 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_active;
