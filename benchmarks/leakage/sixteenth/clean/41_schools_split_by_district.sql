-- Pass rates of schools of Michigan; all schools of a district stay on one side.
CREATE MODEL school_math
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'],
  data_split_method = 'RANDOM', data_split_group_cols = ['dcode']
)
KEY (bcode)
PREDICT AT NONE
AS
SELECT bcode, dcode, math4, lunch, lenroll, lexppp
FROM michigan;
