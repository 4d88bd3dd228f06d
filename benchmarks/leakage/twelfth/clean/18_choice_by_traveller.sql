-- Which mode is chosen, a row for each mode of a traveller; travellers stay whole in the split. Waiting times are left out: they differ once a mode was chosen.
CREATE MODEL mode_choice
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['choice'], max_tree_depth = 3,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, data_split_group_cols = ['individual']
)
PREDICT AT NONE
AS
SELECT
  individual,
  CASE mode WHEN 1 THEN 'air' WHEN 2 THEN 'train' WHEN 3 THEN 'bus' ELSE 'car' END AS mode,
  invc AS cost,
  invt AS minutes,
  hinc AS income,
  psize AS party_size,
  choice
FROM trips;
