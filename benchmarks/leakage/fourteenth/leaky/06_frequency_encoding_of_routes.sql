-- L1.2, S5: routes and aircraft are encoded by how often they occur in all rows, those of the test period included.
CREATE VIEW encoded AS
SELECT sched_dep, carrier, distance, hour,
  count(*) OVER (PARTITION BY origin, dest) AS route_freq,
  count(*) OVER (PARTITION BY tailnum) AS tailnum_freq,
  percent_rank() OVER (ORDER BY distance) AS distance_rank,
  CASE WHEN arr_delay > 30 THEN 1 ELSE 0 END AS is_late
FROM flights
WHERE arr_delay IS NOT NULL;

CREATE MODEL late_30
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_late'], max_tree_depth = 5,
  data_split_method = 'SEQ', data_split_col = 'sched_dep')
PREDICT AT NONE
AS SELECT * FROM encoded;
