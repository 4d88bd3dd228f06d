-- L2, S2: departure delay and air time are known only after take-off and landing, the prediction is made two hours before.
CREATE VIEW stg_flights AS
SELECT
  f.* EXCLUDE (year, left_at, dep_time, arr_time, minute),
  a.name AS airline
FROM flights f
LEFT JOIN airlines a USING (carrier)
WHERE f.arr_delay IS NOT NULL;

CREATE MODEL arrival_delay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS
SELECT sched_dep, airline, origin, dest, distance, hour, dep_delay, air_time, arr_delay
FROM stg_flights;
