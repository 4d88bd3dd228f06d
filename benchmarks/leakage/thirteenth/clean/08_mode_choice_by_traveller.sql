-- Does a traveller take this mode? Four rows a traveller, kept together by the group split.
CREATE MODEL takes_mode
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['takes_it'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, data_split_group_cols = ['individual']
)
PREDICT AT NONE
AS
SELECT
  individual,
  CASE mode WHEN 1 THEN 'air' WHEN 2 THEN 'train' WHEN 3 THEN 'bus' ELSE 'car' END AS mode_name,
  ttme AS waiting_time,
  invc AS cost,
  invt AS time_in_vehicle,
  invc / (hinc + 1) AS cost_by_income,
  psize,
  choice = 1 AS takes_it
FROM trips;
