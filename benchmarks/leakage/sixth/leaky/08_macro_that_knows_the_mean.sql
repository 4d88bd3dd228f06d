-- L1.2, S5: the macro looks like a formula, but it asks the whole table for the mean and the spread.
CREATE MACRO scaled_income(v) AS (v - (SELECT avg(atotinc) FROM loans)) / (SELECT stddev_pop(atotinc) FROM loans);
CREATE VIEW applications AS
SELECT scaled_income(atotinc) AS income, loanamt, hrat, obrat, married, dep, self, approve = 1 AS approved FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approved']) PREDICT AT NONE
AS SELECT * FROM applications;
