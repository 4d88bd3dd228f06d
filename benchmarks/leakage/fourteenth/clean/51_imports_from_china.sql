-- Imports of barium chloride by month; customs publish after 60 days, so the features are a quarter old.
CREATE MODEL chinese_imports
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lchnimp'], data_split_eval_fraction = 0.25)
PREDICT AT month_start
AS WITH lagged AS (
  SELECT
    t, month_start, spr, "sum" AS summer, fall,
    lag(lchnimp, 3) OVER (ORDER BY t) AS lchnimp_3,
    avg(lchnimp) OVER (ORDER BY t ROWS BETWEEN 14 PRECEDING AND 3 PRECEDING) AS lchnimp_year,
    lag(lrtwex, 3) OVER (ORDER BY t) AS lrtwex_3,
    lag(lchempi, 3) OVER (ORDER BY t) AS lchempi_3,
    lchnimp
  FROM imports
)
SELECT * EXCLUDE (t) FROM lagged WHERE lchnimp_3 IS NOT NULL;
