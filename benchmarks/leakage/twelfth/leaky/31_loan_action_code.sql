-- L2, S1 or S2: the code of the action that the bank took (1 and 2 approved, 3 turned down) stays in SELECT *.
CREATE MODEL loan_approval
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['approve'], max_tree_depth = 4, auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * EXCLUDE (reject, msa) FROM loans;
