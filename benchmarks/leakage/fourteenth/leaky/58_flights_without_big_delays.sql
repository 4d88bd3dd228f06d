-- L3.3, S7: flights that left more than two hours late are dropped as outliers, which nobody knows before they leave.
CREATE VIEW normal_flights AS
SELECT sched_dep, carrier, origin, dest, distance, hour, arr_delay > 15 AS is_late
FROM flights
WHERE dep_delay BETWEEN -15 AND 120
  AND arr_delay IS NOT NULL;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM normal_flights;
