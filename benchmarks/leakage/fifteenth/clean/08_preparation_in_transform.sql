-- Late arrivals with everything that learns from rows in TRANSFORM; then the day's flights are scored.
CREATE MODEL late_transformed
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'], l2_reg = 1.0, calibration_method = 'PLATT')
TRANSFORM (
  carrier,
  origin,
  ML.STANDARD_SCALER(distance) OVER () AS distance_scaled,
  ML.QUANTILE_BUCKETIZE(sched_arr_time, 6) OVER () AS arrival_band,
  hour >= 17 AS in_the_evening,
  CASE WHEN hour < 9 THEN 'morning' WHEN hour < 15 THEN 'noon' ELSE 'later' END AS part_of_day
)
PREDICT AT sched_dep - INTERVAL 12 HOUR
AS SELECT sched_dep, carrier, origin, distance, sched_arr_time, hour, arr_delay > 15 AS is_late FROM flights;

CREATE TABLE scored_flights AS
SELECT sched_dep, carrier, flight, origin, ML.PROBABILITY(predicted_is_late_probs, TRUE) AS p_late
FROM ML.PREDICT(MODEL late_transformed, (
  SELECT sched_dep, carrier, flight, origin, distance, sched_arr_time, hour FROM flights WHERE day = 23
));
