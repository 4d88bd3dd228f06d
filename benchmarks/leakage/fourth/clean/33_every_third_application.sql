-- A third of the applications is taken by a hash of what they ask for, whatever was decided.
CREATE TABLE thinned AS
SELECT appinc, loanamt, obrat, gift, approve FROM loans WHERE hash(appinc, loanamt, price) % 3 = 0;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT appinc, loanamt, obrat, gift, approve FROM thinned;
