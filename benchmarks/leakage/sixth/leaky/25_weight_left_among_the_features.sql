-- L2, S1: the weight makes up for how rare the answer is, so it says what the answer is; it was never taken
-- out of the star.
CREATE TABLE weighted AS
SELECT age, educ, married, famsize, employ, mothalc, fathalc, abuse = 1 AS abuses,
  CASE abuse WHEN 1 THEN 9.0 ELSE 1.1 END AS w
FROM drinkers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses']) PREDICT AT NONE
AS SELECT * FROM weighted;
