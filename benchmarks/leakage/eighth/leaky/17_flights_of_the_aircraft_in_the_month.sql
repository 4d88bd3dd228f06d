-- L3.1, S4 or S5 or S3: how much an aircraft is used is counted over all that is loaded, its flights after
-- this one too.
CREATE VIEW stg_legs AS
SELECT sched_dep, tailnum, carrier, flight, origin, dest, distance, arr_delay > 30 AS is_very_late
FROM flights WHERE tailnum IS NOT NULL;

CREATE TABLE int_usage AS
SELECT *, count(*) OVER (
    PARTITION BY tailnum
  ) AS n_legs
FROM stg_legs;

CREATE TABLE mart_legs AS
SELECT u.sched_dep, u.carrier, u.origin, u.dest, u.distance, u.n_legs, p.manufacturer, p.seats, u.is_very_late
FROM int_usage AS u LEFT JOIN planes AS p USING (tailnum);

CREATE MODEL very_late
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_very_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 2 DAY
AS SELECT * FROM mart_legs;
