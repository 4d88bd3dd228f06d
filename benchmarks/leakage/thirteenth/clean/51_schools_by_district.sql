-- Maths results of elementary schools; schools of one district share budget and staff and stay together.
CREATE TABLE school_features AS
SELECT
  schid, distid, lunch, lenrol, exppp, avgsal, avgben,
  CASE WHEN enrol < 250 THEN 'small' WHEN enrol < 500 THEN 'middle' ELSE 'large' END AS size,
  math4
FROM elementary
WHERE enrol > 0;

CREATE MODEL school_maths
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'],
  data_split_method = 'RANDOM', data_split_group_cols = ['distid'], max_tree_depth = 4
)
KEY (schid)
PREDICT AT NONE
AS SELECT * FROM school_features;

CREATE TABLE school_maths_quality AS SELECT * FROM ML.EVALUATE(MODEL school_maths);
