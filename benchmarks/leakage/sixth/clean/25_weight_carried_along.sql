-- The weight is computed of the answer and stands in the star, but CARRY keeps it for whoever reads the
-- predictions; it is no feature.
CREATE TABLE weighted AS
SELECT age, educ, married, famsize, employ, mothalc, fathalc, abuse = 1 AS abuses,
  CASE abuse WHEN 1 THEN 9.0 ELSE 1.1 END AS w
FROM drinkers;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['abuses'])
CARRY (w) PREDICT AT NONE
AS SELECT * FROM weighted;
