-- L1.1, S9: no rows are held back (NO_SPLIT), and the report evaluates the forest on the table that it was trained on.
CREATE VIEW january AS
SELECT sched_dep, carrier, origin, dest, distance, hour, dayofweek(sched_dep) AS weekday, arr_delay > 15 AS is_late
FROM flights
WHERE arr_delay IS NOT NULL;

CREATE MODEL late_forest
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_late'], num_parallel_tree = 100,
  max_tree_depth = 15, data_split_method = 'NO_SPLIT')
CARRY (sched_dep)
PREDICT AT NONE
AS SELECT * FROM january;

CREATE TABLE late_forest_report AS
SELECT 'january' AS period, accuracy, recall, roc_auc
FROM ML.EVALUATE(MODEL late_forest, TABLE january);
