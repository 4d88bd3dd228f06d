-- L1.1, S9: the weekly review takes the last seven days, but the fortnight that the model was trained on ends on
-- the same day, so the reviewed flights were learned from.
CREATE MACRO departures_of(first_day, last_day) AS TABLE
SELECT concat_ws('/', f.carrier, f.flight, f.origin, f.sched_dep) AS flight_key, f.sched_dep, f.carrier, f.origin,
  f.distance, f.hour, dayofweek(f.sched_dep) IN (0, 6) AS is_weekend, p.engines, p.seats, 2013 - p.year AS plane_age,
  f.dep_delay
FROM flights AS f LEFT JOIN planes AS p ON p.tailnum = f.tailnum
WHERE f.sched_dep >= first_day AND f.sched_dep < last_day + INTERVAL 1 DAY;

CREATE TABLE learned_days AS
SELECT * FROM departures_of(TIMESTAMP '2013-01-08 00:00:00', TIMESTAMP '2013-01-21 00:00:00');
CREATE TABLE review_week AS
SELECT * FROM departures_of(TIMESTAMP '2013-01-15 00:00:00', TIMESTAMP '2013-01-21 00:00:00');

CREATE MODEL departure_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['dep_delay'], l2_reg = 1.0)
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 4 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
AS SELECT * FROM learned_days;

CREATE TABLE weekly_review AS
SELECT mean_absolute_error, r2_score, TIMESTAMP '2013-01-22 00:00:00' AS reviewed_at
FROM ML.EVALUATE(MODEL departure_delay, TABLE review_week);
