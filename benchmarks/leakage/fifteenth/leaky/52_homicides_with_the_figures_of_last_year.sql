-- L3.1, S2: figures of a year come out 400 days after its begin, so those of last year are not yet there.
CREATE TABLE county_years AS
SELECT
  countyid, year, year_start, density, perc1019, perc2029, percblack, percmale,
  lag(murdrate) OVER county AS last_murdrate,
  lag(arrestrate) OVER county AS last_arrestrate,
  lag(rpcunemins) OVER county AS last_unemins,
  murdrate
FROM homicides
WINDOW county AS (PARTITION BY countyid ORDER BY year);

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'], max_iterations = 50)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS SELECT * FROM county_years;
