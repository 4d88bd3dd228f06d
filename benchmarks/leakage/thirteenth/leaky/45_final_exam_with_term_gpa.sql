-- L2, S2: termGPA is the mean of the term's grades, this course's among them; it is known after the final.
CREATE MODEL final_exam
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['final'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
TRANSFORM (
  ML.STANDARD_SCALER(priGPA) OVER () AS priGPA,
  ML.STANDARD_SCALER(termGPA) OVER () AS termGPA,
  ML.STANDARD_SCALER(ACT) OVER () AS ACT,
  atndrte, hwrte, frosh, soph, final
)
PREDICT AT NONE
AS SELECT priGPA, termGPA, ACT, atndrte, hwrte, frosh, soph, final FROM attendance;
