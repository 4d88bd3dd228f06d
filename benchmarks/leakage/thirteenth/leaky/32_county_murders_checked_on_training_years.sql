-- L1.1, S9: the backtest scores every county and year, also those that the model was trained on, and reports the error.
CREATE VIEW county_years AS
SELECT
  countyid, year, year_start, statefips, popul, density, perc1019, perc2029, percblack, percmale,
  lag(murdrate, 2) OVER w AS murdrate_2,
  lag(rpcpersinc, 2) OVER w AS income_2,
  murdrate
FROM homicides
WINDOW w AS (PARTITION BY countyid ORDER BY year);

CREATE MODEL murder_rate
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['murdrate'], num_parallel_tree = 100)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS SELECT * FROM county_years WHERE murdrate_2 IS NOT NULL;

CREATE TABLE murder_rate_backtest AS
SELECT
  statefips,
  count(*) AS n,
  sqrt(avg((predicted_murdrate - murdrate) ^ 2)) AS rmse
FROM ML.PREDICT(MODEL murder_rate, (SELECT * FROM county_years WHERE murdrate_2 IS NOT NULL))
GROUP BY statefips;
