-- Every clause of a model.
CREATE OR REPLACE MODEL shop.late
STANDARDS (
  roc_auc >= 0.68,
  roc_auc >= baseline + 0.05,
  (roc_auc - baseline) / 2 >= champion - 0.01,
  calibration_error <= 0.05 WARN,
  roc_auc >= 0.60 FOR EACH origin,
  precision > -1 FOR 95 PERCENT OF "Weekly group" POINT,
)
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], l2_reg = 0.5,
  auto_class_weights = TRUE, class_weights = [STRUCT('a', 0.2), ('b', 0.8)],
  learn_rate = HPARAM_RANGE(0.01, 0.3), tree_method = HPARAM_CANDIDATES(['HIST', 'EXACT']),
  data_split_col = NULL, start = DATE '2013-01-01', settings = {'a': 1, b: [1, 2]}
)
TRANSFORM (
  *, * EXCEPT (a, b), carrier, t.day, is_late,
  ML.STANDARD_SCALER(distance) OVER () AS distance_scaled,
  ML.BUCKETIZE(hour, [6, 12, 18]) AS part
)
KEY (flight_key) CARRY (seats, "Tail number")
PREDICT AT sched_dep - INTERVAL 1 HOUR
LABEL KNOWN AT sched_dep + INTERVAL 1 DAY
ALLOW LEAKAGE (temp) BECAUSE 'it is a forecast'
ALLOW LEAKAGE (dewp, humid) BECAUSE 'so are they'
AS SELECT * EXCLUDE (arr_delay) FROM departures;

CREATE MODEL IF NOT EXISTS m PREDICT AT NONE AS SELECT 1 AS label;
