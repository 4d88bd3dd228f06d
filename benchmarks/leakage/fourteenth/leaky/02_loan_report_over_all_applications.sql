-- L1.1, S9: the report counts over all applications, four fifths of which the model was trained on.
CREATE VIEW applications AS
SELECT row_number() OVER (ORDER BY loanamt, appinc, atotinc, price, netw, hrat, obrat) AS application_id,
  loanamt, price, loanprc, hrat, obrat, married, dep, self, pubrec, netw, unem, approve = 1 AS is_approved
FROM loans;

CREATE MODEL approval
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_approved'], max_iterations = 50,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
KEY (application_id)
PREDICT AT NONE
AS SELECT * FROM applications;

CREATE TABLE approval_metrics AS
SELECT precision, recall, accuracy, f1_score, roc_auc FROM ML.EVALUATE(MODEL approval, TABLE applications);
