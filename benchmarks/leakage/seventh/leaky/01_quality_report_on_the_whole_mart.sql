-- L1.1, S9: the quality report that the team reads every morning is of the whole mart, from which the
-- model has learned; only its last days were ever unseen.
CREATE VIEW stg_flights AS
SELECT sched_dep, carrier, flight, tailnum, origin, dest, distance, hour, arr_delay FROM flights;

CREATE TABLE fct_departures AS
SELECT f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour, p.seats, p.year AS built_in, f.arr_delay > 15 AS is_late
FROM stg_flights AS f LEFT JOIN planes AS p ON p.tailnum = f.tailnum;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM fct_departures;

CREATE TABLE rpt_model_quality AS
SELECT * FROM ML.EVALUATE(MODEL late_arrival, TABLE fct_departures);
