-- Growth of production of the month, asked on its seventh day, from last month's bills and shares and older production.
CREATE MODEL production_growth
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['pcip'],
  max_tree_depth = 3, learn_rate = 0.05, max_iterations = 150, data_split_eval_fraction = 0.25
)
PREDICT AT month_start + INTERVAL 6 DAY
LABEL KNOWN AT month_start + INTERVAL 50 DAY
AS SELECT
  month_start, month(month_start) AS calendar_month,
  ci3_1, ci3_2, pcsp_1, pcsp_2, pcsp_3, pcip_2, pcip_3,
  pcip
FROM industry
WHERE pcip_3 IS NOT NULL;

CREATE TABLE production_growth_quality AS SELECT * FROM ML.EVALUATE(MODEL production_growth);
