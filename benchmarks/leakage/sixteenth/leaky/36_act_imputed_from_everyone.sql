-- L1.2, S5: missing ACT scores are filled with the mean over all students before the rows are split.
CREATE TABLE students_filled AS
SELECT
  score, hsgpa, mathscr, male, calculus, econhs, fathcoll, mothcoll,
  coalesce(actmth, avg(actmth) OVER ()) AS actmth,
  coalesce(acteng, avg(acteng) OVER ()) AS acteng
FROM economics;

CREATE MODEL exam_score
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['score'])
PREDICT AT NONE
AS SELECT * FROM students_filled;
