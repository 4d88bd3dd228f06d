-- L1.2, S5: values clipped at quantiles of all rows, found in a CTE and cross joined.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['AVGEXP'])
PREDICT AT NONE
AS WITH q AS (SELECT quantile_cont(INCOME, 0.01) AS low, quantile_cont(INCOME, 0.99) AS high FROM cards)
SELECT least(greatest(c.INCOME, q.low), q.high) AS income, c.AGE, c.OWNRENT, c.AVGEXP FROM cards c, q;
