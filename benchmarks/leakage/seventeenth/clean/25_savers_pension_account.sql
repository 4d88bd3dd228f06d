-- Who has an individual pension account, from income, age and family.
CREATE MODEL has_account
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['pira'],
  max_iterations = 30, learn_rate = 0.1, max_tree_depth = 4
)
PREDICT AT NONE
AS SELECT e401k, inc, marr, male, age, fsize, pira FROM savers;
