-- L2, S1: flags are gathered in a list, one of them is the answer.
CREATE TABLE flagged AS SELECT *, [insur, pension, office] AS flags FROM benefits;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['pension']) PREDICT AT NONE
AS SELECT age, educ, list_sum(flags) AS n_flags, pension FROM flagged;
