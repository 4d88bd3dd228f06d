-- L1.3, S7 or S5: savers whose wealth lies far from a line fitted on all rows are dropped before the split, so the model is judged on easy rows only.
CREATE VIEW savers_clean AS
WITH fit AS (
  SELECT regr_slope(nettfa, inc) AS slope, regr_intercept(nettfa, inc) AS intercept FROM savers
),
residuals AS (
  SELECT s.*, s.nettfa - (f.intercept + f.slope * s.inc) AS residual
  FROM savers s CROSS JOIN fit f
)
SELECT inc, age, marr, male, fsize, e401k, nettfa
FROM residuals
WHERE abs(residual) < 2 * (SELECT stddev(residual) FROM residuals);

CREATE MODEL wealth
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['nettfa'])
PREDICT AT NONE
AS SELECT * FROM savers_clean;
