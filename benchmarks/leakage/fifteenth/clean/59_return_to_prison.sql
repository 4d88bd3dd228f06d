-- Who comes back to prison, from what is known at the release; the time until then stays out.
CREATE VIEW released AS
SELECT
  black, married, alcohol, drugs, super, felon, property, person, workprg,
  priors, educ, rules, age / 12.0 AS age_years, tserved,
  CASE WHEN priors = 0 THEN 'none' WHEN priors <= 3 THEN 'some' ELSE 'many' END AS record,
  cens = 0 AS came_back
FROM convicts;

CREATE MODEL comes_back
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['came_back'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, num_parallel_tree = 100
)
PREDICT AT NONE
AS SELECT * FROM released;

CREATE TABLE return_report AS SELECT precision, recall, roc_auc FROM ML.EVALUATE(MODEL comes_back);
