-- L2, S1 or S2: the months until the return (or the end of the study) say whether somebody came back.
CREATE MODEL comes_back
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['came_back'], data_split_method = 'RANDOM')
TRANSFORM (
  * EXCEPT (age),
  age / 12 AS age_years
)
PREDICT AT NONE
AS
SELECT black, alcohol, drugs, married, felon, workprg, property, priors, educ, rules, age, tserved, ldurat,
  1 - cens AS came_back
FROM convicts;
