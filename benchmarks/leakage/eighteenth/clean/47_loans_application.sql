-- Whether a mortgage is approved, from what stands in the application and the credit history.
CREATE VIEW applications AS
SELECT
  loanamt, appinc, price, loanprc, hrat, obrat, dep, married, self, emp, chist, pubrec, term, multi, unem, approve
FROM loans;

CREATE MODEL approved
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['approve'], max_tree_depth = 3, auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM applications;
