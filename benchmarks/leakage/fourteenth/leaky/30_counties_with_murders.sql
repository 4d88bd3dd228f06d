-- L3.3, S7: only counties where somebody was murdered in the year that is predicted.
CREATE TABLE county_years AS
SELECT h.countyid, h.year, h.year_start, h.lpopul, h.density, h.perc1019, h.perc2029, h.percblack,
  p.murdrate AS murdrate_2, p.arrestrate AS arrestrate_2, h.murdrate
FROM homicides h
JOIN homicides p ON p.countyid = h.countyid AND p.year = h.year - 2
WHERE h.murders > 0;

CREATE MODEL county_murder_rate
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['murdrate'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS SELECT * FROM county_years;
