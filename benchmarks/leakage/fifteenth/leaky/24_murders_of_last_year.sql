-- L3.1, S2 or S3: on 2 January last year's murders are not counted yet, they come out 400 days after the year began.
CREATE TABLE county_years AS
SELECT h.countyid, h.year, h.year_start, h.popul, h.density, h.percblack, h.perc1019, h.perc2029,
  p.murdrate AS murdrate_last_year, p.arrestrate AS arrestrate_last_year,
  h.murdrate
FROM homicides h
JOIN homicides p ON p.countyid = h.countyid AND p.year = h.year - 1;

CREATE MODEL county_murders
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['murdrate'])
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS SELECT * FROM county_years;
