-- L3.1, S4: a named window whose frame runs to the end of the firm's history.
CREATE TABLE futures AS SELECT firm, year, capital, invest, max(value) OVER later AS best_value FROM firms WINDOW later AS (PARTITION BY firm ORDER BY year ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['invest'])
PREDICT AT NONE
AS SELECT capital, best_value, invest FROM futures;
