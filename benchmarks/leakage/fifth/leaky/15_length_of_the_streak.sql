-- L3.1, S4 or S5 or S3: gaps and islands: the weeks of a rise are counted to its end, which is how long it will still go on.
CREATE TABLE turns AS
SELECT week_start, price, price > lag(price) OVER (ORDER BY week_start) AS rose FROM stocks;
CREATE TABLE islands AS
SELECT *, count(*) FILTER (WHERE NOT rose) OVER (ORDER BY week_start ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS island FROM turns;
CREATE TABLE streaks AS
SELECT week_start, rose, count(*) OVER (PARTITION BY island) AS streak, lead(price) OVER (ORDER BY week_start) > price AS goes_up FROM islands;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
PREDICT AT week_start + INTERVAL 121 HOUR LABEL KNOWN AT week_start + INTERVAL 13 DAY
AS SELECT week_start, rose, streak, goes_up FROM streaks;
