-- Wages of men seen in eight years; all years of a man stay in one part.
CREATE MODEL log_wage
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_group_cols = ['nr']
)
PREDICT AT NONE
AS SELECT nr, black, hisp, educ, exper, married, south, rur, poorhlth, lwage FROM wages;
