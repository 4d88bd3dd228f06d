-- Approval of the president ten days into a month, from last month's and from prices of two months ago that are out by then.
CREATE MODEL approval
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['approve'], data_split_eval_fraction = 0.25)
PREDICT AT month_start + INTERVAL 10 DAY
LABEL KNOWN AT month_start + INTERVAL 36 DAY
AS
SELECT
  month_start,
  lag(approve, 1) OVER (ORDER BY month_start) AS approve_1,
  lag(approve, 2) OVER (ORDER BY month_start) AS approve_2,
  lag(unemploy, 2) OVER (ORDER BY month_start) AS unemploy_2,
  lag(lrgasprice, 2) OVER (ORDER BY month_start) AS lrgasprice_2,
  lag(lsp500, 2) OVER (ORDER BY month_start) AS lsp500_2,
  approve
FROM ratings;
