-- L2, S1: the gain is what is earned after the programme less what was earned before; whether anything is earned is asked.
CREATE TABLE earnings AS SELECT train, age, educ, married, re74, re75, re78 - re75 AS gain, re78 > 0 AS earns FROM trainees;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['earns']) PREDICT AT NONE
AS SELECT * FROM earnings;
