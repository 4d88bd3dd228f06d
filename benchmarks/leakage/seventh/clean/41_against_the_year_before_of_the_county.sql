-- Taxes and police are taken against the county's own year before, and the years of a county stay together.
CREATE TABLE int_counties AS
SELECT county, year, density, urban, west,
  taxpc - lag(taxpc) OVER (PARTITION BY county ORDER BY year) AS taxes,
  polpc / lag(polpc) OVER (PARTITION BY county ORDER BY year) AS police,
  crmrte
FROM counties;

CREATE MODEL crime
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['crmrte'], data_split_group_cols = ['county'])
KEY (county, year)
PREDICT AT NONE
AS SELECT * FROM int_counties WHERE year > 81;
