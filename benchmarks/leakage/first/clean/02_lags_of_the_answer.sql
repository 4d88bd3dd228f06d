-- The label's own column, but of the quarters before.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'])
PREDICT AT NONE
AS SELECT lag(infl) OVER (ORDER BY year, quarter) AS infl_1, lag(infl, 2) OVER (ORDER BY year, quarter) AS infl_2, lag(unemp) OVER (ORDER BY year, quarter) AS unemp_1, infl FROM macro;
