-- L1.3, S4 or S5: each route is encoded by its share of late flights over the whole table, later ones included.
CREATE TABLE route_rates AS
SELECT origin, dest, avg(CASE WHEN arr_delay > 15 THEN 1.0 ELSE 0.0 END) AS route_late_rate
FROM flights
WHERE arr_delay IS NOT NULL
GROUP BY origin, dest;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 3 HOUR
AS
SELECT
  f.sched_dep, f.carrier, f.hour, dayofweek(f.sched_dep) AS weekday, f.distance,
  r.route_late_rate,
  f.arr_delay > 15 AS is_late
FROM flights f
LEFT JOIN route_rates r ON r.origin = f.origin AND r.dest = f.dest;
