-- Whether a county will have a murder, a month into a year, from its people and from what was counted two years before.
CREATE TABLE county_years AS
SELECT h.countyid, h.year, h.year_start, h.density, h.lpopul, h.perc1019, h.perc2029, h.percblack,
  p.murdrate AS murdrate_2, p.arrestrate AS arrestrate_2, p.rpcpersinc AS rpcpersinc_2,
  h.murders > 0 AS has_murder
FROM homicides h
JOIN homicides p ON p.countyid = h.countyid AND p.year = h.year - 2;

CREATE MODEL county_has_murder
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_murder'], max_iterations = 40)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 60 DAY
LABEL KNOWN AT year_start + INTERVAL 401 DAY
AS SELECT * FROM county_years;
