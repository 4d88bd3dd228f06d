-- L1.1, S9: the hit rate a year is counted over all weeks, and most of them are those that the model has
-- learned from.
CREATE TABLE int_weeks AS
SELECT week_start,
  price / lag(price) OVER w - 1 AS gain_1,
  price / lag(price, 4) OVER w - 1 AS gain_4,
  lead(price) OVER w > price AS goes_up
FROM stocks WINDOW w AS (ORDER BY week_start);

CREATE MODEL direction
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
PREDICT AT week_start + INTERVAL 121 HOUR
LABEL KNOWN AT week_start + INTERVAL 13 DAY
AS SELECT * FROM int_weeks WHERE goes_up IS NOT NULL;

CREATE TABLE rpt_hit_rate AS
SELECT year(week_start) AS year, count(*) AS n_weeks, avg(CAST(predicted_goes_up = goes_up AS INTEGER)) AS hit_rate
FROM ML.PREDICT(MODEL direction, (SELECT * FROM int_weeks WHERE goes_up IS NOT NULL))
GROUP BY 1;
