-- Late arrivals from what stands in the schedule, with a report on the held-out flights and a table of scores.
CREATE VIEW stg_flights AS
SELECT
  sched_dep, carrier, flight, origin, dest, distance, hour,
  dayofweek(sched_dep) AS weekday,
  CASE WHEN hour < 10 THEN 'morning' WHEN hour < 17 THEN 'day' ELSE 'evening' END AS part_of_day,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_by_schedule
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'], auto_class_weights = TRUE)
TRANSFORM (
  carrier, origin, weekday, part_of_day,
  ML.QUANTILE_BUCKETIZE(distance, 5) OVER () AS distance_band,
  ML.STANDARD_SCALER(hour) OVER () AS hour
)
KEY (sched_dep, carrier, flight, origin)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM stg_flights;

CREATE TABLE late_report AS SELECT precision, recall, roc_auc FROM ML.EVALUATE(MODEL late_by_schedule);

CREATE TABLE late_scores AS
SELECT sched_dep, carrier, flight, origin, predicted_is_late
FROM ML.PREDICT(MODEL late_by_schedule, TABLE stg_flights);
