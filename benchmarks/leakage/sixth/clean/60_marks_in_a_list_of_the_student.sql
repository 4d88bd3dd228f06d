-- A list and a comprehension again, but over the student's own two shares and one entrance mark.
CREATE TABLE marks AS SELECT *, [atndrte, hwrte, ACT * 100.0 / 36] AS shares FROM attendance;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['final']) PREDICT AT NONE
AS
SELECT priGPA, ACT, frosh, soph, list_sum([CASE WHEN s > 80 THEN 1 ELSE 0 END FOR s IN shares]) / len(shares) AS share_high,
  final
FROM marks;
