-- Murders of a county by its rates two to four years before; last year's are not yet counted on 2 January.
CREATE TABLE county_features AS
SELECT countyid, year, year_start, popul, density, perc1019, perc2029, percblack, percmale,
  lag(murdrate, 2) OVER (PARTITION BY countyid ORDER BY year) AS rate_2,
  avg(murdrate) OVER (PARTITION BY countyid ORDER BY year ROWS BETWEEN 4 PRECEDING AND 2 PRECEDING) AS rate_2_to_4,
  lag(rpcpersinc, 2) OVER (PARTITION BY countyid ORDER BY year) AS income_2,
  murdrate
FROM homicides;

CREATE MODEL county_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'], max_iterations = 80)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM county_features WHERE year >= 1984;
