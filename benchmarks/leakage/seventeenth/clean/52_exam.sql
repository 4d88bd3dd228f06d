-- The result of the final exam from what is known when a course begins.
CREATE MODEL final_exam
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['final'], max_tree_depth = 6, data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT "priGPA", "ACT", frosh, soph, final FROM attendance;
