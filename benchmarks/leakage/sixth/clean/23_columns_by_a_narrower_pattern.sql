-- Columns by a pattern, and the answer is computed of one that is called alike; the pattern leaves it out.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['earns_well']) PREDICT AT NONE
AS SELECT train, age, educ, married, COLUMNS('^re7[45]$'), re78 > 5 AS earns_well FROM trainees;
