-- How many children a woman has; women of other years are asked each time, and the latest years judge.
CREATE MODEL children
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['kids'],
  data_split_method = 'SEQ', data_split_col = 'year', data_split_eval_fraction = 0.25
)
TRANSFORM (educ, age, age * age AS agesq, meduc, feduc, black, east, northcen, west, farm, kids)
PREDICT AT NONE
AS SELECT year, educ, age, meduc, feduc, black, east, northcen, west, farm, kids FROM mothers;
