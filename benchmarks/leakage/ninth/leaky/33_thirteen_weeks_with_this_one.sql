-- L3.1, S4 or S1 or S2 or S3: the list of prices ends with that of the week whose rise is asked.
CREATE TABLE int_weeks AS
SELECT week_start, cprice,
  list(price) OVER (ORDER BY week_start ROWS BETWEEN 12 PRECEDING AND CURRENT ROW) AS prices
FROM stocks;

CREATE TABLE feat_weeks AS
SELECT week_start, cprice, prices[-1] / prices[-2] - 1 AS last_move, prices[-1] / prices[1] - 1 AS long_move,
  list_aggregate(prices, 'stddev_samp') / list_avg(prices) AS spread,
  len(list_filter(prices, lambda p: p > prices[-1])) AS n_above
FROM int_weeks WHERE len(prices) = 13;

CREATE MODEL rises
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['will_rise'])
KEY (week_start)
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 6 DAY
AS SELECT * EXCLUDE (cprice), cprice > 0 AS will_rise FROM feat_weeks;
