-- Wages of people by years at junior college and university, one row per person.
CREATE MODEL returns
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
KEY (id)
PREDICT AT NONE
STANDARDS (r2_score >= 0.1)
AS
SELECT id, lwage, jc, univ, exper, female, black, hispanic, phsrank, ne, nc, south
FROM leavers;
