-- Who takes part in the employer's 401(k), among those who are offered one (the offer comes before). Wealth is left out, because it contains the plan's balance.
CREATE MODEL joins_401k
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['p401k'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2,
  max_iterations = 50, max_tree_depth = 4
)
PREDICT AT NONE
AS SELECT inc, marr, male, age, fsize, p401k
FROM savers
WHERE e401k = 1;
