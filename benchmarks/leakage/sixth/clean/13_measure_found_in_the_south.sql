-- ML.CORRELATION has seen answers and chooses a column, but those of the south alone, and the model is
-- learned and judged without the south.
CREATE TABLE strongest AS
SELECT arg_max(corr_col, abs(correlation) ORDER BY corr_col) AS measure
FROM ML.CORRELATION((SELECT abuse, age, educ, famsize FROM drinkers WHERE south = 1), target_col => 'abuse',
  target_correlation_cols => ['age', 'educ', 'famsize']);
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses']) PREDICT AT NONE
AS
SELECT CASE s.measure WHEN 'age' THEN d.age WHEN 'educ' THEN d.educ ELSE d.famsize END AS measure,
  d.married, d.abuse = 1 AS abuses
FROM drinkers AS d CROSS JOIN strongest AS s
WHERE d.south = 0;
