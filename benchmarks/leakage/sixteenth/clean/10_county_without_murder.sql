-- At the end of January it is predicted whether a county will see a murder this year, from its people and its murders two to four years ago.
CREATE TABLE county_years AS
SELECT
  countyid, year, year_start, lpopul, density, perc1019, perc2029, percblack,
  lag(murdrate, 2) OVER w AS rate_2,
  avg(murdrate) OVER (PARTITION BY countyid ORDER BY year ROWS BETWEEN 4 PRECEDING AND 2 PRECEDING) AS rate_2_to_4,
  CASE WHEN murders > 0 THEN 1 ELSE 0 END AS any_murder
FROM homicides
WINDOW w AS (PARTITION BY countyid ORDER BY year);

CREATE MODEL any_murder
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['any_murder'], max_tree_depth = 4)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 30 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM county_years WHERE year >= 1984;
