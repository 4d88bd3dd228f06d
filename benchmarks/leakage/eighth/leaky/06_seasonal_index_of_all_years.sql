-- L1.2, S5 or S4 or S3: the seasonal index of a month is taken from all years, the asked and the later ones among them.
CREATE TABLE int_season AS SELECT month, avg(ipcem) AS usual FROM cement GROUP BY month;

CREATE TABLE mart_cement AS
SELECT c.year, c.month_start, s.usual, lag(c.ip, 3) OVER (ORDER BY c.month_start) AS industry_3, c.ipcem
FROM cement AS c JOIN int_season AS s USING (month);

CREATE MODEL production_of_the_month
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ipcem'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 46 DAY
AS SELECT * EXCLUDE (year) FROM mart_cement WHERE year >= 1966;
