-- L1.1, S9: The model keeps no rows back, and its accuracy is counted by predicting the rows it was fitted on.
CREATE VIEW applications AS
SELECT loanamt, appinc, married, dep, self, hrat, obrat, loanprc, pubrec, mortno, chist, multi, unem, reject
FROM loans
WHERE obrat < 90;

CREATE MODEL rejection
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'], data_split_method = 'NO_SPLIT', max_iterations = 60)
PREDICT AT NONE
AS SELECT * FROM applications;

CREATE TABLE rejection_accuracy AS
SELECT
  count(*) AS n,
  avg(CASE WHEN predicted_reject = reject THEN 1.0 ELSE 0.0 END) AS accuracy
FROM ML.PREDICT(MODEL rejection, TABLE applications);
