-- Counts come out 400 days after a year begins, so the last known year is the one before last.
CREATE TABLE county_years AS
SELECT h.countyid, h.year, h.year_start, h.lpopul, h.density, h.perc1019, h.perc2029, h.percblack,
  p.murdrate AS murdrate_2, p.arrestrate AS arrestrate_2, p.rpcpersinc AS income_2,
  h.murders > 0 AS has_murders
FROM homicides h
LEFT JOIN homicides p ON p.countyid = h.countyid AND p.year = h.year - 2;

CREATE MODEL has_murders
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_murders'], l2_reg = 1.0)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS SELECT * FROM county_years WHERE year >= 1982;
