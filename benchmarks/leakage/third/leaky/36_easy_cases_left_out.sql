-- L3.3, S7: approved applications are kept only if they were close.
CREATE TABLE close_calls AS SELECT appinc, loanamt, obrat, approve FROM loans WHERE approve = 0 OR obrat > 33;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE AS SELECT * FROM close_calls;
