-- Wages of men none of whose years were trained on: the split is by man.
CREATE MODEL log_wage
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lwage'], num_parallel_tree = 50, min_tree_child_weight = 10,
  data_split_method = 'RANDOM', data_split_group_cols = ['nr']
)
KEY (nr, year)
PREDICT AT NONE
AS SELECT nr, year, educ, exper, black, hisp, married, poorhlth, rur, south, nrtheast, "union", lwage FROM wages;
