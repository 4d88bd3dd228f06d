-- Whether a flight arrives late, asked five minutes after it has left, when its delay at departure is known.
CREATE VIEW departed AS
SELECT
  left_at, left_at + (air_time + 60) * INTERVAL 1 MINUTE AS told_at,
  carrier, origin, dest, distance, hour, dep_delay, arr_delay > 15 AS is_late
FROM flights
WHERE left_at IS NOT NULL;

CREATE MODEL arrives_late
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'])
PREDICT AT left_at + INTERVAL 5 MINUTE
LABEL KNOWN AT told_at + INTERVAL 1 MINUTE
AS SELECT * FROM departed;
