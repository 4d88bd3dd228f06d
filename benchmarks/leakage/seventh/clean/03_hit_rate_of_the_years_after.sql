-- Hits are counted by hand over predictions, but of 1986 and later, and the model reads the weeks before.
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
AS SELECT * FROM int_weeks WHERE goes_up IS NOT NULL AND week_start < TIMESTAMP '1985-12-01 00:00:00';

CREATE TABLE rpt_hit_rate AS
SELECT year(week_start) AS year, count(*) AS n_weeks, avg(CAST(predicted_goes_up = goes_up AS INTEGER)) AS hit_rate
FROM ML.PREDICT(MODEL direction, (
  SELECT * FROM int_weeks WHERE goes_up IS NOT NULL AND week_start >= TIMESTAMP '1986-01-01 00:00:00'
))
GROUP BY 1;
