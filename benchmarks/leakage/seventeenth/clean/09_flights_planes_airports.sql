-- Departure delays with facts about the plane and the airport of destination that are known since the year before.
CREATE TABLE flight_facts AS
SELECT
  f.sched_dep, f.left_at, f.carrier, f.origin, f.distance,
  p.seats, p.engines, 2013 - p.year AS plane_age,
  a.alt AS dest_alt, a.lat AS dest_lat,
  f.dep_delay
FROM flights AS f
LEFT JOIN planes AS p ON p.tailnum = f.tailnum
LEFT JOIN airports AS a ON a.faa = f.dest;

CREATE MODEL departure_delay
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['dep_delay'])
PREDICT AT sched_dep - INTERVAL 6 HOUR
LABEL KNOWN AT left_at
AS SELECT * FROM flight_facts;
