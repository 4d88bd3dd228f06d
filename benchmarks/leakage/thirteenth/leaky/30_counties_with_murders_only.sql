-- L3.3, S7: counties without a murder in the year are dropped, which is part of the answer.
CREATE TABLE county_years AS
SELECT
  countyid, year, year_start, statefips,
  density, lpopul, perc1019, perc2029, percblack, percmale,
  lag(murdrate, 2) OVER (PARTITION BY countyid ORDER BY year) AS murdrate_2,
  murders,
  murdrate
FROM homicides;

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS
SELECT * EXCLUDE (murders)
FROM county_years
WHERE murders > 0;
