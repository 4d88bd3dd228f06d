-- L2, S1: the default frame ends at the current row, so the label itself is in the mean.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'])
PREDICT AT NONE
AS SELECT unemp, avg(infl) OVER (ORDER BY year, quarter) AS mean_so_far, infl FROM macro;
