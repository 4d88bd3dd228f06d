-- Left out are convicts who were watched for less than six years: how long is a matter of the day of
-- release, and says nothing about a return.
CREATE VIEW complete AS SELECT * FROM convicts WHERE follow >= 72;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_back']) PREDICT AT NONE
AS
SELECT black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, age, tserved,
  cens = 0 AND durat <= 12 AS is_back
FROM complete;
