-- The final exam from what is known in the last week of lectures: attendance, homework, grades of earlier terms. One row per student.
CREATE MODEL final_exam
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['final'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
TRANSFORM (
  ML.STANDARD_SCALER(priGPA) OVER () AS priGPA,
  ML.STANDARD_SCALER(ACT) OVER () AS ACT,
  atndrte / 100 AS attended,
  hwrte / 100 AS homework,
  frosh, soph,
  final
)
PREDICT AT NONE
AS SELECT priGPA, ACT, atndrte, hwrte, frosh, soph, final
FROM attendance;
