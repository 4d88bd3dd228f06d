-- Does the index rise in the week that begins? From the weeks that are over.
CREATE VIEW index_features AS
SELECT
  week_start,
  return_1,
  cprice_1,
  price_1 / avg(price) OVER (ORDER BY t ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING) - 1 AS above_average,
  stddev("return") OVER (ORDER BY t ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING) AS volatility,
  "return" > 0 AS goes_up
FROM stocks;

CREATE MODEL index_goes_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
PREDICT AT week_start + INTERVAL 1 HOUR
AS SELECT * FROM index_features WHERE return_1 IS NOT NULL;
