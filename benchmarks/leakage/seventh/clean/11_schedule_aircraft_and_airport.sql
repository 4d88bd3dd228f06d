-- An ordinary project: a flight as it was scheduled, with its aircraft and where it goes; the last days are scored,
-- and a report tells of the carriers.
CREATE VIEW stg_flights AS
SELECT sched_dep, carrier, flight, tailnum, origin, dest, hour, distance, arr_delay FROM flights;

CREATE VIEW stg_planes AS SELECT tailnum, year AS built_in, manufacturer, seats, engines FROM planes;

CREATE TABLE fct_flights (*, carrier NOT NULL, CONSTRAINT sane_distance EXPECT (distance > 0)) AS
SELECT f.sched_dep, f.carrier, f.flight, f.origin, f.dest, f.hour, f.distance, p.built_in, p.seats, a.alt, a.tz, f.arr_delay
FROM stg_flights AS f
LEFT JOIN stg_planes AS p ON p.tailnum = f.tailnum
LEFT JOIN airports AS a ON a.faa = f.dest;

CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
STANDARDS (roc_auc >= 0.55, roc_auc >= baseline + 0.02)
AS
SELECT * EXCLUDE (arr_delay), arr_delay > 15 AS is_late FROM fct_flights
WHERE sched_dep < TIMESTAMP '2013-01-21 00:00:00';

CREATE TABLE scored_flights AS
SELECT carrier, flight, sched_dep, ML.PROBABILITY(predicted_is_late_probs, TRUE) AS p_late
FROM ML.PREDICT(MODEL late_arrival, (
  SELECT * EXCLUDE (arr_delay) FROM fct_flights WHERE sched_dep >= TIMESTAMP '2013-01-21 00:00:00'
));

CREATE TABLE rpt_carriers AS
SELECT f.carrier, n.name, count(*) AS n_flights, avg(f.arr_delay) AS mean_delay,
  avg(CAST(f.arr_delay > 15 AS INTEGER)) AS share_late
FROM fct_flights AS f LEFT JOIN airlines AS n ON n.carrier = f.carrier GROUP BY 1, 2;
