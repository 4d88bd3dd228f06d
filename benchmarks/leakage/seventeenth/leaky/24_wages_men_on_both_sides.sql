-- L3.2, L3.2: each man is there for eight years and the rows are split at random.
CREATE MODEL log_wage
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT year, black, hisp, educ, exper, married, south, rur, hours, "union", poorhlth, lwage FROM wages;
