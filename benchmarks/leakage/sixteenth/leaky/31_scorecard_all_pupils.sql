-- L1.1, S9: the report evaluates the model on the very table that it was trained from, not on held-out pupils.
CREATE TABLE pupil_features AS
SELECT id, math12, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs
FROM pupils;

CREATE MODEL math_score
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math12'], max_iterations = 200, max_tree_depth = 8)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM pupil_features;

CREATE TABLE math_score_report AS
SELECT r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL math_score, TABLE pupil_features);
