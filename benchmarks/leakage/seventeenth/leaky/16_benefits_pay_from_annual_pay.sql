-- L2, S1 or S2: hourly pay is yearly pay divided by yearly hours, and both are features.
CREATE MODEL pay_per_hour
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['hrearn'],
  data_split_method = 'RANDOM', max_iterations = 40
)
PREDICT AT NONE
AS SELECT exper, age, married, tenure, educ, male, "union", office, annhrs, annearn, hrearn FROM benefits;
