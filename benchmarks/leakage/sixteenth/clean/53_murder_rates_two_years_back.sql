-- Murder rates of counties from the population of the year and the rates two years before, which are out by then.
CREATE VIEW county_years AS
SELECT
  h.countyid, h.year, h.year_start, h.murdrate, h.density, h.lpopul, h.perc1019, h.perc2029, h.percblack,
  b.murdrate AS murdrate_2, b.arrestrate AS arrestrate_2, b.rpcpersinc AS income_2
FROM homicides h
JOIN homicides b ON b.countyid = h.countyid AND b.year = h.year - 2;

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'], max_iterations = 50)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM county_years;
