-- Who returns within a year, from the file at release; everybody was followed for at least 70 months.
CREATE TABLE released AS
SELECT
  black, alcohol, drugs, super, married, felon, workprg, property, person, priors, educ, rules,
  age / 12 AS age_years, tserved,
  cens = 0 AND durat <= 12 AS back_in_a_year
FROM convicts;

CREATE MODEL back_in_a_year
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['back_in_a_year'],
  data_split_method = 'RANDOM', auto_class_weights = TRUE
)
PREDICT AT NONE
AS SELECT * FROM released;
