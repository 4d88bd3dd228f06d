-- L3.3, S7: censored convicts, those who never came back, are left out as "incomplete"; the answer is
-- whether somebody came back within a year.
CREATE VIEW complete AS SELECT * FROM convicts WHERE cens = 0;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_back']) PREDICT AT NONE
AS
SELECT black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, age, tserved,
  cens = 0 AND durat <= 12 AS is_back
FROM complete;
