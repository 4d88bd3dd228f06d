CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['late'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT lead(dep_delay) OVER (PARTITION BY tailnum ORDER BY sched_dep) AS next_delay,
  ntile(5) OVER (ORDER BY id) = 5 AS is_test, arr_delay > 15 AS late
FROM flights;
