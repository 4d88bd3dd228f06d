-- L3.1, S4 or L3.2: months in their order are shuffled into train and test, so it learns from months after those it is judged on.
CREATE MODEL production_growth
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['pcip'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (month_start)
PREDICT AT NONE
AS
SELECT month_start, pcip_1, pcip_2, pcip_3, pcsp_1, pcsp_2, ci3_1, ci3_2, pcip
FROM industry
WHERE pcip_3 IS NOT NULL;
