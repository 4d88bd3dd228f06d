-- Will a flight arrive more than 15 minutes late? Asked an hour before its scheduled departure.
CREATE MODEL late_arrival
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'])
KEY (flight_key)
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
STANDARDS (
  roc_auc >= 0.66,
  roc_auc >= baseline + 0.05,
  roc_auc >= champion - 0.01,
  calibration_error <= 0.05,
  roc_auc >= 0.60 FOR EACH origin,
  calibration_error_gap <= 0.05 FOR EACH origin
)
AS SELECT * EXCLUDE (arr_delay, plane_year, manufacturer) FROM departures;
