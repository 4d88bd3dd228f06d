-- Each week gets the mean and the range of the prices of the quarter before, whose last week ended before the
-- quarter's first Monday.
CREATE TABLE quarters AS
SELECT date_trunc('quarter', week_start) AS quarter, avg(price) AS mean_price, max(price) - min(price) AS price_range,
  count(*) AS weeks
FROM stocks
GROUP BY 1;

CREATE TABLE weeks AS
SELECT s.t, s.week_start, q.mean_price, q.price_range, lag(s.price, 1) OVER w AS price_1,
  lag(s.price, 2) OVER w AS price_2, lag(s.price, 4) OVER w AS price_4, s.price > lag(s.price, 1) OVER w AS goes_up
FROM stocks AS s
JOIN quarters AS q ON q.quarter = date_trunc('quarter', s.week_start - INTERVAL 3 MONTH)
WINDOW w AS (ORDER BY s.week_start);

CREATE MODEL week_goes_up
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['goes_up'], max_tree_depth = 3)
KEY (t)
PREDICT AT week_start + INTERVAL 8 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM weeks;
