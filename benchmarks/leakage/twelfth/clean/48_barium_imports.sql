-- Imports of barium chloride from China in a month, from months that the customs have published.
CREATE VIEW import_months AS
SELECT
  month_start,
  quarter(month_start) AS quarter,
  lag(lchnimp, 3) OVER (ORDER BY t) AS imports_3m,
  lag(lchnimp, 4) OVER (ORDER BY t) AS imports_4m,
  lag(lchempi, 3) OVER (ORDER BY t) AS chemicals_3m,
  lag(lrtwex, 3) OVER (ORDER BY t) AS dollar_3m,
  lchnimp
FROM imports;

CREATE MODEL chinese_imports
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lchnimp'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 60 DAY
AS SELECT * FROM import_months WHERE imports_4m IS NOT NULL;
