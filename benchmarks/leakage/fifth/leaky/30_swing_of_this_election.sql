-- L2, S1: the swing is this election's votes less the last one's.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_safe']) PREDICT AT NONE
AS WITH swings AS (SELECT democ, tenure, vote88, vote90 - vote88 AS swing, vote90 > 60 AS is_safe FROM races)
SELECT democ, tenure, vote88, swing, is_safe FROM swings;
