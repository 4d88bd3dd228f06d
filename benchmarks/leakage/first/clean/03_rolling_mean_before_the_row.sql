-- ROWS that end one PRECEDING.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['invest'])
PREDICT AT NONE
AS SELECT firm, avg(invest) OVER (PARTITION BY firm ORDER BY year ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS recent, lag(value) OVER (PARTITION BY firm ORDER BY year) AS value_1, invest FROM firms;
