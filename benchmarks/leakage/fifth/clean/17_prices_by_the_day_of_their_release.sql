-- Prices come out 50 days after a month has begun; the newest that are out strictly before the prediction are taken, which are those of the month before.
CREATE VIEW releases AS SELECT month_start + INTERVAL 50 DAY AS released_at, gasprice / cpi AS real_gas_price FROM ratings;
CREATE TABLE months AS
SELECT month_start, month_start + INTERVAL 36 DAY AS asked_at, approve, sp500, lead(approve) OVER (ORDER BY month_start) < approve AS falls FROM ratings;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['falls'])
PREDICT AT asked_at LABEL KNOWN AT asked_at + INTERVAL 31 DAY
AS SELECT m.asked_at, m.approve, m.sp500, r.real_gas_price, m.falls
FROM months m ASOF LEFT JOIN releases r ON r.released_at < m.asked_at;
