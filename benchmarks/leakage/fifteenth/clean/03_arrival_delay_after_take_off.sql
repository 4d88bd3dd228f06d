-- Arrival delay a minute after the flight has left, when its departure delay is known.
CREATE VIEW departed AS
SELECT left_at, carrier, origin, dest, distance, hour, dep_delay, arr_delay
FROM flights
WHERE left_at IS NOT NULL;

CREATE MODEL arrival_after_take_off
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'], prediction_interval_level = 0.9)
PREDICT AT left_at + INTERVAL 1 MINUTE
AS SELECT * FROM departed;

CREATE TABLE arrival_quality AS
SELECT r2_score, mean_absolute_error, median_absolute_error
FROM ML.EVALUATE(MODEL arrival_after_take_off);
