-- L2, S1: the pattern was written for the earnings of 1974 and 1975, and fits those of 1978, too, which
-- are the answer.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['earns_well']) PREDICT AT NONE
AS SELECT train, age, educ, married, COLUMNS('^re7[0-9]$'), re78 > 5 AS earns_well FROM trainees;
