-- Late or not, two hours before departure, from the schedule alone.
CREATE VIEW stg_flights AS
SELECT
  carrier || flight || '-' || origin || '-' || month || '-' || day AS flight_id,
  sched_dep,
  carrier,
  origin,
  dest,
  distance,
  dayofweek(sched_dep) AS weekday,
  CASE WHEN hour < 10 THEN 'morning' WHEN hour < 16 THEN 'midday' ELSE 'evening' END AS daypart,
  arr_delay > 15 AS is_late
FROM flights;

CREATE MODEL late_by_schedule
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_late'], auto_class_weights = TRUE)
KEY (flight_id)
PREDICT AT sched_dep - INTERVAL 2 HOUR
AS SELECT * FROM stg_flights;

CREATE TABLE late_by_schedule_quality AS
SELECT roc_auc, log_loss, precision, recall
FROM ML.EVALUATE(MODEL late_by_schedule);
