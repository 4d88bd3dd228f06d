-- Departure delays from the schedule and the register of aircraft, which is older than the flights.
CREATE VIEW fleet AS
SELECT
  tailnum, 2013 - year AS plane_age, seats, engines,
  CASE WHEN manufacturer LIKE 'AIRBUS%' THEN 'AIRBUS' WHEN manufacturer = 'BOEING' THEN 'BOEING' ELSE 'other' END AS maker
FROM planes;

CREATE MODEL departure_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['dep_delay'], max_iterations = 60, early_stop = TRUE)
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS
SELECT
  f.sched_dep, f.carrier, f.origin, f.hour, f.distance,
  p.plane_age, p.seats, p.engines, p.maker,
  f.dep_delay
FROM flights f
LEFT JOIN fleet p ON p.tailnum = f.tailnum;
