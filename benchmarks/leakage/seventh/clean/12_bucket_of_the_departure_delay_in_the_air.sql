-- The same bucket, but the model is asked a quarter of an hour after the flight has left, when the delay
-- of its departure is known.
CREATE MACRO delay_bucket(minutes) AS
  CASE WHEN minutes IS NULL THEN 'unknown' WHEN minutes <= 0 THEN 'in time' WHEN minutes <= 30 THEN 'short' ELSE 'long' END;

CREATE TABLE mart_flights AS
SELECT left_at, carrier, origin, dest, distance, delay_bucket(dep_delay) AS departure, arr_delay > 15 AS is_late
FROM flights WHERE left_at IS NOT NULL;

CREATE MODEL late_arrival
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT left_at + INTERVAL 15 MINUTE
LABEL KNOWN AT left_at + INTERVAL 1 DAY
AS SELECT * FROM mart_flights;
