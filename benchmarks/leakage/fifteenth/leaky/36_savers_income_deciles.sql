-- L1.2, S5: the deciles of income and of age are cut over all households, before the split.
CREATE MODEL eligible
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['e401k'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS
SELECT
  ntile(10) OVER (ORDER BY inc) AS income_decile,
  ntile(5) OVER (ORDER BY age) AS age_fifth,
  inc, marr, male, fsize, pira,
  e401k
FROM savers;
