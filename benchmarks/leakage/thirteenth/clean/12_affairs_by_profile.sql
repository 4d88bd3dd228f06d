-- Has a married woman had an affair? One row an answer; answers that agree in every feature stay on one side of the split.
CREATE VIEW respondents AS
SELECT
  md5(concat_ws('|', age, yrs_married, children, religious, educ, occupation, occupation_husb)) AS profile,
  age,
  yrs_married,
  children,
  children > 0 AS has_children,
  religious,
  educ,
  CAST(occupation AS VARCHAR) AS occupation,
  CAST(occupation_husb AS VARCHAR) AS occupation_husband,
  affairs > 0 AS had_affair
FROM affairs;

CREATE MODEL had_affair
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['had_affair'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, data_split_group_cols = ['profile']
)
PREDICT AT NONE
AS SELECT * FROM respondents;
