-- The last days of the sample are the test, by a CUSTOM split on the date.
CREATE TABLE labelled_flights AS
SELECT carrier, flight, origin, sched_dep, dest, distance,
  CASE WHEN hour < 10 THEN 'early' WHEN hour < 16 THEN 'midday' ELSE 'late' END AS part_of_day,
  dayofweek(sched_dep) IN (0, 6) AS is_weekend,
  arr_delay > 30 AS is_late,
  sched_dep >= TIMESTAMP '2013-01-19 00:00:00' AS is_test
FROM flights
WHERE arr_delay IS NOT NULL;

CREATE MODEL late_30
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], data_split_method = 'CUSTOM', data_split_col = 'is_test')
KEY (carrier, flight, origin, sched_dep)
PREDICT AT NONE
AS SELECT * FROM labelled_flights;

CREATE TABLE late_30_report AS SELECT accuracy, recall, roc_auc FROM ML.EVALUATE(MODEL late_30);
