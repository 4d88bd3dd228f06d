-- L2, S2: a reason is written down when the application is decided.
CREATE VIEW decisions AS SELECT appinc, loanamt, gdlin AS denial_reason, approve FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE AS SELECT * FROM decisions;
