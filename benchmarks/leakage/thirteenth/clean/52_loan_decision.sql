-- Will the bank turn an application down, by what stands in the application and the credit file; slips in the application form are dropped by the form's own columns.
CREATE VIEW applications AS
SELECT
  appinc, loanamt, loanprc, hrat, obrat, term, fixadj, unit, married, dep, self, yjob, netw, liq,
  CASE WHEN pubrec = 1 THEN 'public record' WHEN mortlat2 = 1 THEN 'very late' WHEN mortlat1 = 1 THEN 'late' ELSE 'good' END AS record,
  cosign, gift, unem,
  reject = 1 AS is_rejected
FROM loans
WHERE loanprc <= 1.5 AND term <= 480;

CREATE MODEL loan_rejection
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_rejected'],
  auto_class_weights = TRUE, max_iterations = 60, learn_rate = 0.1, data_split_method = 'RANDOM'
)
PREDICT AT NONE
AS SELECT * FROM applications;

CREATE TABLE loan_rejection_matrix AS SELECT * FROM ML.CONFUSION_MATRIX(MODEL loan_rejection);
