-- L1.2, S5 or S4: last week's return is clipped at quantiles of all weeks, also those that are still to come.
CREATE TABLE dq_limits AS
SELECT quantile_cont(return_1, 0.02) AS low, quantile_cont(return_1, 0.98) AS high FROM stocks;

CREATE TABLE ft_weeks AS
SELECT s.t, s.week_start, greatest(l.low, least(l.high, s.return_1)) AS last_return, s.price_1, s.cprice_1,
  s."return" > 0 AS goes_up
FROM stocks AS s, dq_limits AS l
WHERE s.return_1 IS NOT NULL AND s."return" IS NOT NULL;

CREATE MODEL week_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
KEY (t)
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 6 DAY
AS SELECT * FROM ft_weeks;
