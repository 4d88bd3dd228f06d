-- Approval is predicted from what the application says, without the decision or anything after it.
CREATE VIEW applications AS
SELECT
  loanamt, appinc, loanamt / NULLIF(appinc, 0) AS loan_to_income, loanprc, hrat, obrat,
  married, dep, self, pubrec, mortno, chist, multi, unem, approve
FROM loans;

CREATE MODEL approval
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['approve'], max_tree_depth = 3, learn_rate = 0.1)
PREDICT AT NONE
AS SELECT * FROM applications;
