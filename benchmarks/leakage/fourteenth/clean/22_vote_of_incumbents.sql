-- One race per district; all columns are known before the election of 1990.
CREATE MODEL vote_90
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['vote90'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
KEY (state, district)
PREDICT AT NONE
AS SELECT state, district, democ, vote88, inexp88, chexp88, prtystr, tenure, lawyer, rptchall, vote90 FROM races;
