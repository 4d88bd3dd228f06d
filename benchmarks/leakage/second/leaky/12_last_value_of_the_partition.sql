-- L3.1, S4: last_value over the whole partition is the end of the story.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['invest'])
PREDICT AT NONE
AS SELECT value, last_value(capital) OVER (PARTITION BY firm ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS final_stock, invest FROM firms;
