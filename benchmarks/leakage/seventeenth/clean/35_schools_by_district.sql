-- Maths of fourth graders by school; the schools of a district stay in one part.
CREATE MODEL maths_by_school
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'], max_tree_depth = 3,
  data_split_method = 'RANDOM', data_split_group_cols = ['distid']
)
KEY (schid)
PREDICT AT NONE
AS SELECT distid, schid, lunch, lenrol, lstaff, exppp, avgsal, bs, math4 FROM elementary;
