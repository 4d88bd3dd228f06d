-- Whether a mortgage is approved, from what stands in the application.
CREATE MODEL approved
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['approve'],
  auto_class_weights = TRUE, calibration_method = 'PLATT', data_split_method = 'RANDOM'
)
TRANSFORM (
  ML.BUCKETIZE(obrat, [20, 30, 36, 45]) AS debt_band,
  hrat, loanprc, chist, pubrec, unem, self, married, dep, multi, approve
)
PREDICT AT NONE
AS SELECT obrat, hrat, loanprc, chist, pubrec, unem, self, married, dep, multi, approve FROM loans;
