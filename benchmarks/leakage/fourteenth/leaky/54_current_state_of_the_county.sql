-- L3.1, S3 or S4: every year of a county is joined to the county's latest row, of 1996.
CREATE TABLE county_current AS
SELECT countyid, density, percblack, rpcpersinc, rpcunemins, perc1019
FROM homicides
QUALIFY row_number() OVER (PARTITION BY countyid ORDER BY year DESC) = 1;

CREATE MODEL murder_risk
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['has_murder'], auto_class_weights = TRUE)
KEY (countyid, year)
PREDICT AT year_start + INTERVAL 1 DAY
AS SELECT
  h.countyid, h.year, h.year_start, h.statefips, h.lpopul,
  c.density, c.percblack, c.perc1019, c.rpcpersinc, c.rpcunemins,
  h.murders > 0 AS has_murder
FROM homicides h
JOIN county_current c ON c.countyid = h.countyid;
