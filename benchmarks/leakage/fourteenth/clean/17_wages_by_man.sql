-- All years of a man stay on one side of the split.
CREATE MODEL wage_by_man
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], max_tree_depth = 4,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, data_split_group_cols = ['nr'])
PREDICT AT NONE
AS SELECT nr, year, educ, exper, black, hisp, married, poorhlth, south, rur, manuf, trad, fin, "union" AS in_union, lwage FROM wages;
