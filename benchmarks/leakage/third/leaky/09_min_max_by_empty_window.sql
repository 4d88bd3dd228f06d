-- L1.2, S5: min-max scaling by an empty named window.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['insur']) PREDICT AT NONE
AS SELECT (tenure - min(tenure) OVER w) / (max(tenure) OVER w - min(tenure) OVER w) AS tenure_scaled, educ, insur FROM benefits WINDOW w AS ();
