-- L2, S1 or S2: typur says to whom the loan was sold, which only happens to loans that were approved.
CREATE MODEL loan_approved
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['approve'], max_iterations = 30, learn_rate = 0.1,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
TRANSFORM (
  loanamt, appinc, hrat, obrat, married, dep, self, pubrec, netw, unem, loanprc,
  CAST(typur AS VARCHAR) AS typur,
  approve
)
PREDICT AT NONE
AS SELECT loanamt, appinc, hrat, obrat, married, dep, self, pubrec, netw, unem, loanprc, typur, approve FROM loans;
