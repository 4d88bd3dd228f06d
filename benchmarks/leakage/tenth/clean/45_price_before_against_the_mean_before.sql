-- The feature compares the price of the week before with the mean of the weeks before; both were known on the
-- Saturday before the Monday of the prediction.
CREATE VIEW stg_weeks AS
SELECT t, week_start, price, lag(price) OVER (ORDER BY week_start) AS price_before FROM stocks;

CREATE TABLE index_weeks AS
SELECT t, week_start, month(week_start) AS month,
  price_before / avg(price) OVER (ORDER BY week_start ROWS BETWEEN 13 PRECEDING AND 1 PRECEDING) AS against_quarter,
  price_before / avg(price) OVER (ORDER BY week_start ROWS BETWEEN 52 PRECEDING AND 1 PRECEDING) AS against_year,
  price > price_before AS goes_up
FROM stg_weeks
QUALIFY count(*) OVER (ORDER BY week_start ROWS UNBOUNDED PRECEDING) > 52;

CREATE MODEL index_goes_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
KEY (t)
PREDICT AT week_start + INTERVAL 8 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM index_weeks;
