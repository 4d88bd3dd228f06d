-- The score in the final exam, from earlier marks and from how often a student came to the lectures before it.
CREATE MODEL final_exam
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['final'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
TRANSFORM (
  priGPA,
  ACT,
  attend,
  ML.IMPUTER(hwrte, 'median') OVER () AS hwrte,
  CASE WHEN frosh = 1 THEN 'first' WHEN soph = 1 THEN 'second' ELSE 'later' END AS year_of_study
)
PREDICT AT NONE
AS SELECT priGPA, ACT, attend, hwrte, frosh, soph, final FROM attendance;
