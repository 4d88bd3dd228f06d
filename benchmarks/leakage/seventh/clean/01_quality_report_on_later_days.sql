-- The quality report reads the same mart as the model, but the model learns from the flights before the
-- 17th and the report is of those from the 20th on.
CREATE VIEW stg_flights AS
SELECT sched_dep, carrier, flight, tailnum, origin, dest, distance, hour, arr_delay FROM flights;

CREATE TABLE fct_departures AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour, p.seats, p.year AS built_in, f.arr_delay > 15 AS is_late
FROM stg_flights AS f LEFT JOIN planes AS p ON p.tailnum = f.tailnum;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_departures WHERE sched_dep < TIMESTAMP '2013-01-17 00:00:00';

CREATE TABLE rpt_model_quality AS
SELECT * FROM ML.EVALUATE(MODEL late_arrival, (
  SELECT * FROM fct_departures WHERE sched_dep >= TIMESTAMP '2013-01-20 00:00:00'
));
