-- Tests of schools; the split keeps the schools of a district together.
CREATE MODEL school_math
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'],
  data_split_method = 'RANDOM', data_split_group_cols = ['distid'], data_split_eval_fraction = 0.25
)
KEY (schid)
PREDICT AT NONE
AS SELECT distid, schid, lunch, enrol, staff, exppp, avgsal, avgben, math4 FROM elementary;
