-- Murders of a county from its people and from the counts of two years before, known after 400 days.
CREATE TABLE county_murders AS
SELECT
  h.countyid, h.year_start, h.lpopul, h.density, h.perc1019, h.perc2029, h.percmale,
  b.murdrate AS murdrate_before, b.arrestrate AS arrestrate_before, b.rpcpersinc AS income_before,
  h.murdrate
FROM homicides AS h
JOIN homicides AS b ON b.countyid = h.countyid AND b.year = h.year - 2;

CREATE MODEL murder_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['murdrate'], max_iterations = 30)
KEY (countyid, year_start)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 400 DAY
AS SELECT * FROM county_murders;
