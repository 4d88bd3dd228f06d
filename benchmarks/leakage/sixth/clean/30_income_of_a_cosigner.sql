-- The same form: a number that is NULL unless a flag is set. The flag, a cosigner, is known on the day of
-- the application.
CREATE VIEW offers AS
SELECT loanamt, hrat, obrat, married, dep, self, unem, CASE WHEN cosign = 1 THEN cototinc END AS second_income, approve
FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approved']) PREDICT AT NONE
AS SELECT * EXCLUDE (approve), approve = 1 AS approved FROM offers;
