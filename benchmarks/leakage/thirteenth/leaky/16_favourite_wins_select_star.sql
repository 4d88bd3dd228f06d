-- L2, S1 or S2: SELECT * brings the scores, their difference and whether the spread was covered.
CREATE MODEL favourite_wins
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['favwin'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM games;
