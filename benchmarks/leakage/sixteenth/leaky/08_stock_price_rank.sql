-- L1.2, S5 or S4: The price level enters as its percent rank among all weeks of the file, later weeks included.
CREATE VIEW weekly AS
SELECT
  t, week_start, return_1,
  percent_rank() OVER (ORDER BY price_1) AS price_rank,
  CASE WHEN "return" > 0 THEN 1 ELSE 0 END AS went_up
FROM stocks
WHERE t > 2;

CREATE MODEL up_week
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['went_up'])
KEY (t)
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM weekly;
