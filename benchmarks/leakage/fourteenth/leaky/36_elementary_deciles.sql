-- L1.2, S5: deciles of spending and salaries are cut over training and test schools together.
CREATE MODEL school_math
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['math4'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2,
  data_split_group_cols = ['distid']
)
KEY (schid)
PREDICT AT NONE
AS SELECT
  distid, schid, lunch, enrol,
  ntile(10) OVER (ORDER BY exppp) AS spending_decile,
  ntile(10) OVER (ORDER BY avgsal) AS salary_decile,
  percent_rank() OVER (ORDER BY staff) AS staff_rank,
  math4
FROM elementary;
