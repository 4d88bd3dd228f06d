-- The quarters are spread over their months as well, but those to 1998 are learned and those after it tested, whole.
CREATE TABLE int_quarters AS
SELECT year, quarter, unemp, infl, tbilrate, realint, realinv / realgdp AS invested,
  realgdp / lag(realgdp) OVER (ORDER BY year, quarter) - 1 AS growth
FROM macro;

CREATE TABLE int_months AS
SELECT q.*, (q.quarter - 1) * 3 + g.k AS month
FROM int_quarters AS q CROSS JOIN generate_series(1, 3) AS g(k);

CREATE TABLE mart_months AS
SELECT year, month, infl, tbilrate, realint, invested, growth, unemp > 6 AS is_high,
  year > 1998 AS is_test
FROM int_months WHERE growth IS NOT NULL;

CREATE MODEL high_unemployment
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (year, month)
PREDICT AT NONE
AS SELECT * FROM mart_months;
