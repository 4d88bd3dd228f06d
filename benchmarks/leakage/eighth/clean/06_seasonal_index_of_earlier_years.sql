-- The seasonal index grows with the years: only the same month of earlier years is in it.
CREATE TABLE int_season AS
SELECT year, month, avg(ipcem) OVER (PARTITION BY month ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS usual
FROM cement;

CREATE TABLE mart_cement AS
SELECT c.year, c.month_start, s.usual, lag(c.ip, 3) OVER (ORDER BY c.month_start) AS industry_3, c.ipcem
FROM cement AS c JOIN int_season AS s USING (year, month);

CREATE MODEL production_of_the_month
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ipcem'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 46 DAY
AS SELECT * EXCLUDE (year) FROM mart_cement WHERE year >= 1966;
