/* Longley's data, on which bad solvers fail: figures as NIST certifies them. */
CREATE OR REPLACE MODEL labour.employment
OPTIONS (model_type = 'linear_reg', input_label_cols = ['TOTEMP'], data_split_method = 'NO_SPLIT',
         optimize_strategy = 'NORMAL_EQUATION') AS
SELECT * EXCEPT (Obs) FROM `bigquery-public-data.stats.longley`;

SELECT * FROM (
  SELECT IF(STARTS_WITH(processed_input, '__'), 'base', LOWER(processed_input)) AS name, ROUND(weight, 4) AS weight
  FROM ML.WEIGHTS(MODEL labour.employment)
)
PIVOT (ANY_VALUE(weight) FOR name IN ('base', 'gnpdefl', 'unemp', 'year'));
