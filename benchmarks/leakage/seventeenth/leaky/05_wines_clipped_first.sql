-- L1.2, S5: the columns are clipped at quantiles and cut into quarters that are computed over all rows before the split.
CREATE TABLE wines_prepared AS
WITH edges AS (
  SELECT
    quantile_cont(malic_acid, 0.05) AS malic_low, quantile_cont(malic_acid, 0.95) AS malic_high,
    quantile_cont(magnesium, 0.05) AS magnesium_low, quantile_cont(magnesium, 0.95) AS magnesium_high
  FROM wines
)
SELECT
  greatest(malic_low, least(malic_high, malic_acid)) AS malic_acid,
  greatest(magnesium_low, least(magnesium_high, magnesium)) AS magnesium,
  ntile(4) OVER (ORDER BY alcohol, proline) AS alcohol_quarter,
  ash,
  grower
FROM wines, edges;

CREATE MODEL which_grower
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['grower'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
AS SELECT * FROM wines_prepared;
