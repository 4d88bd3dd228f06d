-- L2, S1: the bank's action (3 is a refusal) stays among the columns when refusals are predicted.
CREATE VIEW mortgages AS
SELECT * EXCLUDE (approve, suffolk, msa) FROM loans;

CREATE MODEL refused_mortgage
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['reject'])
PREDICT AT NONE
AS SELECT * FROM mortgages;
