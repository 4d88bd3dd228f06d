-- L1.2, S5 or S4: destinations are encoded by the share of late flights over the whole year, the judged flights and later ones among them.
CREATE VIEW dest_encoding AS
SELECT dest, avg(CASE WHEN arr_delay > 15 THEN 1.0 ELSE 0.0 END) AS dest_late_rate
FROM flights
WHERE arr_delay IS NOT NULL
GROUP BY dest;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT
  f.sched_dep, f.carrier, f.origin, f.hour, f.distance,
  e.dest_late_rate,
  f.arr_delay > 15 AS is_late
FROM flights f
JOIN dest_encoding e ON e.dest = f.dest;
