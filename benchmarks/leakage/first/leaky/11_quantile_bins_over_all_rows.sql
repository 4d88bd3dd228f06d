-- L1.2, S5: NTILE bins are cut on all rows.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['had_affair'])
PREDICT AT NONE
AS SELECT religious, ntile(10) OVER (ORDER BY age) AS age_band, affairs > 0 AS had_affair FROM affairs;
