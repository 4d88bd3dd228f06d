-- Will a flight leave late, asked two hours before, with the weather of the hour that was over by then.
CREATE VIEW flights_with_weather AS
SELECT
  f.time_hour, f.sched_dep, f.carrier, f.flight, f.origin, f.dest, f.distance, f.hour,
  dayofweek(f.sched_dep) AS weekday,
  w.temp, w.wind_speed, w.precip, w.visib, w.pressure,
  f.dep_delay > 15 AS left_late
FROM flights f
LEFT JOIN weather w ON w.origin = f.origin AND w.time_hour = f.time_hour - INTERVAL 4 HOUR;

CREATE MODEL leaves_late
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['left_late'],
  max_iterations = 80, learn_rate = 0.1, category_encoding_method = 'TARGET_ENCODING', calibration_method = 'PLATT'
)
CARRY (flight)
PREDICT AT sched_dep - INTERVAL 2 HOUR
STANDARDS (roc_auc >= 0.6, roc_auc >= baseline + 0.02)
AS SELECT * EXCLUDE (time_hour) FROM flights_with_weather;

CREATE TABLE leaves_late_quality AS
SELECT round(roc_auc, 3) AS roc_auc, round(log_loss, 3) AS log_loss FROM ML.EVALUATE(MODEL leaves_late);
