-- Points in the final exam from what is on file before it: earlier grades, entrance test, attendance and homework.
CREATE VIEW students_before_final AS
SELECT
  priGPA, ACT, atndrte, hwrte,
  CASE WHEN frosh = 1 THEN 'freshman' WHEN soph = 1 THEN 'sophomore' ELSE 'upper' END AS standing,
  final
FROM attendance;

CREATE MODEL final_exam
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['final'], data_split_method = 'RANDOM')
TRANSFORM (
  ML.IMPUTER(hwrte, 'median') OVER () AS hwrte,
  ML.STANDARD_SCALER(priGPA) OVER () AS priGPA,
  ML.STANDARD_SCALER(ACT) OVER () AS ACT,
  atndrte, standing, final
)
PREDICT AT NONE
AS SELECT * FROM students_before_final;
