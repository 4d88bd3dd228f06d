-- Will there be a murder in a county this year, with counts that are at least two years old.
CREATE VIEW county_history AS
SELECT
  countyid, year, year_start, lpopul, density, perc1019, perc2029, percmale,
  lag(murders, 2) OVER w AS murders_2,
  lag(arrestrate, 2) OVER w AS arrestrate_2,
  lag(rpcpersinc, 2) OVER w AS income_2,
  avg(murdrate) OVER (
    PARTITION BY countyid ORDER BY year ROWS BETWEEN 6 PRECEDING AND 2 PRECEDING
  ) AS murdrate_5_years,
  murders > 0 AS has_murder
FROM homicides
WINDOW w AS (PARTITION BY countyid ORDER BY year);

CREATE MODEL county_murder
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_murder'], subsample = 0.8)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM county_history WHERE murders_2 IS NOT NULL;

CREATE TABLE county_murder_quality AS SELECT * FROM ML.EVALUATE(MODEL county_murder);
