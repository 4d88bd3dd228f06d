-- L2, S1 or S2: gained is made of arr_delay, the answer, and of dep_delay, which is not known three hours before either.
CREATE VIEW flight_features AS
SELECT sched_dep, carrier, flight, origin, dest, distance, hour,
  dep_delay - arr_delay AS gained,
  CASE WHEN hour < 12 THEN 'morning' WHEN hour < 18 THEN 'afternoon' ELSE 'evening' END AS part_of_day,
  arr_delay
FROM flights;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
KEY (carrier, flight, origin, sched_dep)
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS SELECT carrier, flight, origin, sched_dep, dest, distance, part_of_day, gained, arr_delay FROM flight_features;
