-- Ratios of columns of one row.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT loanamt / nullif(price, 0) AS loan_to_value, hexp / nullif(atotinc, 0) AS burden, greatest(hrat, obrat) AS worst_ratio, CASE WHEN self = 1 THEN 'own' ELSE 'employed' END AS work, approve FROM loans;
