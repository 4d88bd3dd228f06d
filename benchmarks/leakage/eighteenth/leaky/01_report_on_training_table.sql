-- L1.1, S9: the report evaluates the model on the very table it was trained on, with no rows kept back.
CREATE TABLE applications AS
SELECT loanamt, appinc, unit, married, dep, self, price, liq, hrat, obrat, term, gift, unver, pubrec, reject
FROM loans;

CREATE MODEL refusal
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'],
  data_split_method = 'NO_SPLIT', max_tree_depth = 8)
PREDICT AT NONE
AS SELECT * FROM applications;

CREATE TABLE refusal_report AS
SELECT precision, recall, roc_auc FROM ML.EVALUATE(MODEL refusal, TABLE applications);
