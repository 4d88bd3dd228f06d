-- Counties are kept if there was an arrest for murder in the year before, which came out in February, before the
-- prediction in March.
CREATE VIEW active_counties AS
SELECT countyid, year + 1 AS active_in, arrests FROM homicides WHERE arrests > 0;

CREATE TABLE active_county_years AS
SELECT h.countyid, h.year, h.year_start, h.statefips, h.density, h.popul, h.perc1019, h.perc2029, h.percblack,
  h.percmale, h.murders >= 3 AS has_murders
FROM homicides AS h
WHERE EXISTS (SELECT 1 FROM active_counties AS a WHERE a.countyid = h.countyid AND a.active_in = h.year)
  AND h.year >= 1981;

CREATE MODEL active_county_murders
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['has_murders'], max_tree_depth = 8)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 60 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM active_county_years;
