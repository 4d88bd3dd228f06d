-- L3.1, S2: the prices of the month come out two weeks after the poll and the prediction.
CREATE TABLE months AS
SELECT month_start, approve, sp500, gasprice / cpi AS real_gas_price, lead(approve) OVER (ORDER BY month_start) < approve AS falls FROM ratings;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['falls'])
PREDICT AT month_start + INTERVAL 36 DAY LABEL KNOWN AT month_start + INTERVAL 67 DAY
AS SELECT month_start, approve, sp500, real_gas_price, falls FROM months;
