-- Which of two ratios stands in the column depends on whether somebody signs along, which the application says.
CREATE VIEW file_ratios AS
SELECT loanprc, married, approve, CASE cosign WHEN 1 THEN hrat ELSE obrat END AS decisive_ratio FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT loanprc, married, decisive_ratio, approve FROM file_ratios;
