-- L1.2, S4 or S5: last week's price is scaled with the lowest and highest price of the whole series.
CREATE VIEW scaled_prices AS
SELECT
  t, week_start,
  (price_1 - min(price_1) OVER ()) / (max(price_1) OVER () - min(price_1) OVER ()) AS price_1,
  (price_2 - min(price_2) OVER ()) / (max(price_2) OVER () - min(price_2) OVER ()) AS price_2,
  return_1,
  "return" > 0 AS goes_up
FROM stocks;

CREATE MODEL index_up
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['goes_up'])
KEY (t)
PREDICT AT week_start + INTERVAL 1 HOUR
LABEL KNOWN AT week_start + INTERVAL 5 DAY
AS SELECT * FROM scaled_prices;
