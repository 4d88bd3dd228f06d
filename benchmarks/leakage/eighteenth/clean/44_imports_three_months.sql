-- Imports from China by month from what is three months old, since counts take two months to come out.
CREATE MODEL china_imports
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lchnimp'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 61 DAY
AS
SELECT
  month_start, affile6, afdec6, spr, sum, fall,
  lag(lchnimp, 3) OVER (ORDER BY month_start) AS lchnimp_3,
  lag(lchempi, 3) OVER (ORDER BY month_start) AS lchempi_3,
  lag(lrtwex, 3) OVER (ORDER BY month_start) AS lrtwex_3,
  lchnimp
FROM imports;
