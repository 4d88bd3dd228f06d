-- Asked a minute after the flight has left, so the delay of the departure is known.
CREATE VIEW departed AS
SELECT * FROM flights WHERE dep_time IS NOT NULL;

CREATE MODEL delay_en_route
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['arr_delay'], prediction_interval_level = 0.9)
KEY (carrier, flight, origin, sched_dep)
PREDICT AT left_at + INTERVAL 1 MINUTE
AS SELECT carrier, flight, origin, sched_dep, left_at, dest, distance, hour, dep_delay, arr_delay FROM departed;

CREATE TABLE expected_arrivals AS
SELECT carrier, flight, origin, sched_dep, predicted_arr_delay, prediction_interval_upper_bound AS at_most
FROM ML.PREDICT(MODEL delay_en_route, TABLE departed);
