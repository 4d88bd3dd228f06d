-- Whether a county has any murder in a year, from its people and the means of the years that are published.
CREATE VIEW county_history AS
SELECT
  countyid, year, year_start, density, lpopul, perc1019, perc2029, percblack,
  avg(murdrate) OVER past AS past_murdrate,
  avg(arrestrate) OVER past AS past_arrestrate,
  max(murders) OVER past AS most_murders,
  murders > 0 AS has_murder
FROM homicides
WINDOW past AS (PARTITION BY countyid ORDER BY year RANGE BETWEEN 5 PRECEDING AND 2 PRECEDING);

CREATE MODEL any_murder
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_murder'], max_iterations = 50)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM county_history;

CREATE TABLE murder_report AS SELECT precision, recall, roc_auc FROM ML.EVALUATE(MODEL any_murder);
