-- Whether somebody smokes, from schooling, age, income and the price of cigarettes in the state.
CREATE MODEL smokes
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['smokes'], max_iterations = 30, max_tree_depth = 3)
PREDICT AT NONE
AS
SELECT cigs > 0 AS smokes, educ, age, income, cigpric, restaurn, white
FROM smokers;
