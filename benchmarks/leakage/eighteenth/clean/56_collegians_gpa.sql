-- Grades at college from school and the entrance test, which come before them.
CREATE MODEL college_grades
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['colgpa'], subsample = 0.8)
PREDICT AT NONE
AS SELECT sat, verbmath, hsize, hsperc, female, athlete, colgpa FROM collegians;
