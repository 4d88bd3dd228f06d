-- All men were followed for at least 70 months, so for each it is known whether he was back within 24; features are from his release.
CREATE MODEL back_in_two_years
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_back'], calibration_method = 'PLATT')
PREDICT AT NONE
AS
SELECT
  black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, rules, age, tserved,
  CASE WHEN cens = 0 AND durat <= 24 THEN 1 ELSE 0 END AS is_back
FROM convicts;
