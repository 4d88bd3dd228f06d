-- The last delay of the aircraft that has been reported an hour before departure, by an ASOF join.
CREATE VIEW landings AS
SELECT
  tailnum,
  left_at + (air_time + 60) * INTERVAL 1 MINUTE AS reported_at,
  arr_delay AS last_arr_delay
FROM flights
WHERE arr_delay IS NOT NULL;

CREATE TABLE flights_with_last_landing AS
SELECT
  f.sched_dep,
  f.carrier,
  f.origin,
  f.dest,
  f.hour,
  l.last_arr_delay,
  date_diff('hour', l.reported_at, f.sched_dep) AS hours_since,
  f.dep_delay
FROM flights f
ASOF LEFT JOIN landings l
  ON l.tailnum = f.tailnum
  AND f.sched_dep - INTERVAL 1 HOUR > l.reported_at;

CREATE MODEL departure_delay
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['dep_delay'])
PREDICT AT sched_dep - INTERVAL 1 HOUR
AS SELECT * FROM flights_with_last_landing;
