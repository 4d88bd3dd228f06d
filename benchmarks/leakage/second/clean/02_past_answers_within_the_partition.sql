-- The label's own column of the firm's years before, by a RANGE frame.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['invest'])
PREDICT AT NONE
AS SELECT firm, sum(invest) OVER (PARTITION BY firm ORDER BY year RANGE BETWEEN 5 PRECEDING AND 1 PRECEDING) AS last_five, count(*) OVER (PARTITION BY firm ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS age, invest FROM firms;
