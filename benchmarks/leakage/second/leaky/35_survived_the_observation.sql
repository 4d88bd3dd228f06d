-- L2, S1: whether a patient was censored is made of the follow-up that the label is made of.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['survives_year'])
PREDICT AT NONE
AS SELECT age, ln(survival + 1) AS log_follow_up, survival > 365 AS survives_year FROM heart;
