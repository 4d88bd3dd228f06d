-- Eight years of each man stay in one part.
CREATE TABLE dim_members AS
SELECT nr, year, educ, exper, black, hisp, married, hours, rur, south, nrtheast, manuf, pub, tra, lwage, "union" = 1 AS is_member
FROM wages;

CREATE MODEL is_member
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_member'], data_split_group_cols = ['nr'],
  data_split_eval_fraction = 0.2, max_tree_depth = 5
)
CARRY (year)
PREDICT AT NONE
AS SELECT * FROM dim_members;
