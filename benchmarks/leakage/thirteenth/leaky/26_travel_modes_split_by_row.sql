-- L3.2, L3.2: a traveller has four rows, one a mode; split at random, three of them give the fourth away.
CREATE MODEL mode_choice
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['choice'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (individual, mode)
PREDICT AT NONE
AS
SELECT
  individual,
  mode,
  CASE mode WHEN 1 THEN 'air' WHEN 2 THEN 'train' WHEN 3 THEN 'bus' ELSE 'car' END AS mode_name,
  ttme, invc, invt, gc, hinc, psize,
  choice
FROM trips;
