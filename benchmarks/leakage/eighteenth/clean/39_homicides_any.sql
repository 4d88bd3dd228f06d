-- Whether a county has a murder this year, from its people and its counts of two and three years ago.
CREATE VIEW county_years AS
SELECT
  countyid, year_start, density, lpopul, perc1019, perc2029, percblack, percmale,
  lag(murders, 2) OVER w AS murders_2,
  lag(murders, 3) OVER w AS murders_3,
  murders > 0 AS any_murder
FROM homicides
WINDOW w AS (PARTITION BY countyid ORDER BY year);

CREATE MODEL any_murder
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['any_murder'], max_tree_depth = 4)
KEY (countyid, year_start)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM county_years WHERE murders_3 IS NOT NULL;
