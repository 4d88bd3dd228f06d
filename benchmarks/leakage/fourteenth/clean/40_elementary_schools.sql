-- Share of fourth graders who pass in mathematics; schools of one district share salaries, so a district stays in one part. The test in reading (story4) is of the same day and stays out.
CREATE MODEL school_math
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2,
  data_split_group_cols = ['distid'], max_iterations = 60
)
KEY (schid)
PREDICT AT NONE
AS SELECT distid, schid, lunch, enrol, staff, exppp, avgsal, avgben, math4
FROM elementary;
