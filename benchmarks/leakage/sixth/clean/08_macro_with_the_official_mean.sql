-- A macro that standardises, called without a mean: the mean and the spread are those of the census,
-- written down as defaults.
CREATE MACRO scaled_income(v, middle := 4700.0, spread := 3100.0) AS (v - middle) / spread;
CREATE VIEW applications AS
SELECT scaled_income(atotinc) AS income, loanamt, hrat, obrat, married, dep, self, approve = 1 AS approved FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approved']) PREDICT AT NONE
AS SELECT * FROM applications;
