-- L1.2, S5: missing values are filled with statistics of all applications, in the query and not in TRANSFORM.
CREATE MODEL loan_rejected
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['reject'],
  data_split_method = 'RANDOM', auto_class_weights = TRUE
)
PREDICT AT NONE
AS
SELECT
  loanamt, appinc, price, hrat, obrat, pubrec, self,
  ML.IMPUTER(min30, 'mean') OVER () AS min30,
  ML.IMPUTER(dep, 'median') OVER () AS dependants,
  ML.IMPUTER(married, 'most_frequent') OVER () AS married,
  reject
FROM loans;
