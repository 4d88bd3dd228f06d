-- L3.3, S7 or S1: two hundred of each decision are kept before the split: the test has half denials, life has one in eight.
CREATE TABLE evened AS
SELECT appinc, loanamt, obrat, gift, approve FROM loans
QUALIFY row_number() OVER (PARTITION BY approve ORDER BY hash(appinc, loanamt, obrat, price), liq) <= 200;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT appinc, loanamt, obrat, gift, approve FROM evened;
