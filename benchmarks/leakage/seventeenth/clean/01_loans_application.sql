-- Rejection from what the application form says, without the decision or what follows it.
CREATE MODEL loan_rejection
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['reject'],
  auto_class_weights = TRUE, data_split_method = 'RANDOM'
)
TRANSFORM (
  loanamt / NULLIF(price, 0) AS loan_to_price,
  ML.STANDARD_SCALER(appinc) OVER () AS income,
  ML.IMPUTER(dep, 'median') OVER () AS dependants,
  hrat, obrat, pubrec, self, married, emp, mortg, cons
)
PREDICT AT NONE
AS
SELECT loanamt, price, appinc, dep, hrat, obrat, pubrec, self, married, emp, mortg, cons, reject
FROM loans;
