-- L1.3, S5 or S7: outliers of the label are dropped by quantiles over all rows, from the rows that judge too.
CREATE TABLE usual_wages AS
WITH bounds AS (
  SELECT quantile_cont(hrearn, 0.02) AS low, quantile_cont(hrearn, 0.95) AS high
  FROM benefits
)
SELECT b.exper, b.age, b.married, b.tenure, b.educ, b.south, b.male, b.white, b."union", b.office, b.hrearn
FROM benefits AS b, bounds
WHERE b.hrearn BETWEEN bounds.low AND bounds.high;

CREATE MODEL hourly_pay
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['hrearn'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM usual_wages;
