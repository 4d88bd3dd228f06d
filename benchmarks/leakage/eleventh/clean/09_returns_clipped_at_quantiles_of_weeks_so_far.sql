-- Last week's return is clipped at quantiles of the returns that had been seen by then.
CREATE TABLE dq_limits AS
SELECT t, quantile_cont(return_1, 0.02) OVER so_far AS low, quantile_cont(return_1, 0.98) OVER so_far AS high
FROM stocks
WINDOW so_far AS (ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);

CREATE TABLE ft_weeks AS
SELECT s.t, s.week_start, greatest(l.low, least(l.high, s.return_1)) AS last_return, s.price_1, s.cprice_1,
  s."return" > 0 AS goes_up
FROM stocks AS s
JOIN dq_limits AS l USING (t)
WHERE s.return_1 IS NOT NULL AND s."return" IS NOT NULL;

CREATE MODEL week_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
KEY (t)
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 6 DAY
AS SELECT * FROM ft_weeks;
