-- L3.3, S7: only flights that left late are trained and judged on, but the prediction is made the day before for all.
CREATE VIEW delayed_flights AS
SELECT f.sched_dep, a.name AS airline, f.origin, f.dest, f.distance, f.hour, f.arr_delay
FROM flights f
JOIN airlines a ON a.carrier = f.carrier
WHERE f.dep_delay > 0 AND f.arr_delay IS NOT NULL;

CREATE MODEL expected_delay
TRANSFORM (
  ML.STANDARD_SCALER(distance) OVER () AS distance,
  ML.BUCKETIZE(hour, [6, 10, 15, 19]) AS time_of_day,
  airline, origin, dest, arr_delay
)
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['arr_delay'])
PREDICT AT sched_dep - INTERVAL 1 DAY
AS SELECT * FROM delayed_flights;
