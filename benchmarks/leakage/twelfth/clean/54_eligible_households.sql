-- Whether a household can join a pension plan at work; equal rows are taken once.
CREATE VIEW households AS
SELECT DISTINCT inc, age, marr, male, fsize, e401k = 1 AS eligible
FROM savers;

CREATE MODEL eligibility
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['eligible'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, max_tree_depth = 3, learn_rate = 0.1, max_iterations = 80)
TRANSFORM (
  ML.QUANTILE_BUCKETIZE(inc, 10) OVER () AS income_band,
  inc, age, marr, male,
  LEAST(fsize, 6) AS family
)
PREDICT AT NONE
AS SELECT * FROM households;

CREATE TABLE eligibility_report AS
SELECT accuracy, roc_auc FROM ML.EVALUATE(MODEL eligibility);
