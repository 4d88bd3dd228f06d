-- How high an airport lies, from where it is; one row per airport.
CREATE MODEL altitude
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['alt'], max_iterations = 60,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
KEY (faa)
PREDICT AT NONE
AS SELECT faa, lat, lon, dst, tz, alt FROM airports WHERE lat BETWEEN 20 AND 72;
