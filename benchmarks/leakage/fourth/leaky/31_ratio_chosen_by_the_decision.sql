-- L2, S1: which of two ratios stands in the column depends on the decision that is asked.
CREATE VIEW file_ratios AS
SELECT loanprc, cosign, approve, CASE approve WHEN 1 THEN hrat ELSE obrat END AS decisive_ratio FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT loanprc, cosign, decisive_ratio, approve FROM file_ratios;
