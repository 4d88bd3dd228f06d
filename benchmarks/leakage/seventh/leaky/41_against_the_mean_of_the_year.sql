-- L1.2, S5 or S4: taxes and police are taken against the mean of all counties of the year, and whole counties
-- are kept back: what is learned from has them in it.
CREATE TABLE int_counties AS
SELECT county, year, density, urban, west,
  taxpc - avg(taxpc) OVER (PARTITION BY year) AS taxes,
  polpc / avg(polpc) OVER (PARTITION BY year) AS police,
  crmrte
FROM counties;

CREATE MODEL crime
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['crmrte'], data_split_group_cols = ['county'])
KEY (county, year)
PREDICT AT NONE
AS SELECT * FROM int_counties;
