-- Arrests for murder are features, but those of the year before, which came out in February; the prediction is made
-- in March.
CREATE VIEW stg_counties AS
SELECT countyid, statefips, year, year_start, density, popul, perc1019, perc2029, percblack, percmale, arrests,
  arrestrate, murders
FROM homicides;

CREATE TABLE county_facts AS
SELECT c.countyid, c.year, c.year_start, ln(c.popul) AS log_popul, c.density, c.perc1019, c.perc2029, c.percblack,
  c.percmale, p.arrests AS arrests, coalesce(p.arrestrate, 0) AS arrest_rate, c.murders >= 2 AS has_murders
FROM stg_counties AS c
JOIN stg_counties AS p ON p.countyid = c.countyid AND p.year = c.year - 1
WHERE c.year >= 1981;

CREATE MODEL county_murders
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_murders'], max_tree_depth = 5)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 60 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
STANDARDS (roc_auc >= 0.7)
AS SELECT * FROM county_facts;
