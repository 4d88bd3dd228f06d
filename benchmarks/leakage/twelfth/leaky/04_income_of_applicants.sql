-- L2, S1 or S2: INCOMESQ is the square of the income that is to be predicted.
CREATE MODEL applicant_income
TRANSFORM (
  ML.STANDARD_SCALER(AGE) OVER () AS age,
  ML.STANDARD_SCALER(AVGEXP) OVER () AS monthly_expenses,
  ML.STANDARD_SCALER(INCOMESQ) OVER () AS income_squared,
  OWNRENT AS owns_home,
  INCOME
)
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['INCOME'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM cards;
