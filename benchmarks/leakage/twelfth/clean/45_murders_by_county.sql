-- The rate of murders of a county and year, from its people and from years that have been counted.
CREATE VIEW county_years AS
SELECT
  countyid, year, year_start,
  statefips, density, lpopul, perc1019, perc2029, percblack, percmale,
  lag(murdrate, 2) OVER w AS rate_2y,
  lag(arrestrate, 2) OVER w AS arrests_2y,
  lag(rpcpersinc, 2) OVER w AS income_2y,
  murdrate
FROM homicides
WINDOW w AS (PARTITION BY countyid ORDER BY year);

CREATE TABLE county_history AS
SELECT *,
  avg(rate_2y) OVER (PARTITION BY countyid ORDER BY year ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS mean_rate
FROM county_years;

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'], max_tree_depth = 5, max_iterations = 60, learn_rate = 0.1)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM county_history WHERE rate_2y IS NOT NULL;
