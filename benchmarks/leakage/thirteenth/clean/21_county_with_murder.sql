-- Will there be a murder in the county this year? Asked in March, when the counts of the last year are out.
CREATE TABLE county_years AS
SELECT
  countyid,
  year,
  year_start,
  year_start + INTERVAL 400 DAY AS counted_at,
  density,
  lpopul,
  perc1019,
  perc2029,
  percmale,
  lag(murders) OVER (PARTITION BY countyid ORDER BY year) AS murders_1,
  lag(arrestrate) OVER (PARTITION BY countyid ORDER BY year) AS arrestrate_1,
  lag(rpcpersinc) OVER (PARTITION BY countyid ORDER BY year) AS income_1,
  murders > 0 AS has_murder
FROM homicides;

CREATE MODEL county_murder
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_murder'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 60 DAY
LABEL KNOWN AT counted_at
STANDARDS (roc_auc >= 0.7)
AS SELECT * FROM county_years WHERE year > 1980;

CREATE TABLE county_murder_quality AS
SELECT roc_auc, precision, recall FROM ML.EVALUATE(MODEL county_murder);
