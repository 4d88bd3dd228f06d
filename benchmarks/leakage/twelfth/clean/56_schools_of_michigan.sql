-- How many pupils of a school pass; the schools of a district stay in one part of the split.
CREATE MODEL school_math
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['math4'],
  data_split_group_cols = ['dcode'], data_split_eval_fraction = 0.25
)
KEY (bcode)
PREDICT AT NONE
AS SELECT bcode, dcode, lunch, lenroll, lexppp, math4 FROM michigan;
