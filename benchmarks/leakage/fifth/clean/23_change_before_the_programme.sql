-- The change is between two years before the programme; what is earned after it is asked.
CREATE TABLE earnings AS SELECT train, age, educ, married, re74, re75, re75 - re74 AS change_before, re78 > 0 AS earns FROM trainees;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['earns']) PREDICT AT NONE
AS SELECT * FROM earnings;
