-- Crime of a county from the years before, all features lagged within the county; trained until 1985, judged on 1986 and 1987.
CREATE TABLE county_years AS
SELECT
  county, year, crmrte, density, west, central, urban, pctmin80,
  lag(crmrte) OVER w AS crime_1,
  lag(crmrte, 2) OVER w AS crime_2,
  lag(prbarr) OVER w AS prbarr_1,
  lag(prbconv) OVER w AS prbconv_1,
  lag(polpc) OVER w AS polpc_1,
  lag(wmfg) OVER w AS wmfg_1
FROM counties
WINDOW w AS (PARTITION BY county ORDER BY year);

CREATE MODEL county_crime
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['crmrte'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (county, year)
PREDICT AT NONE
AS SELECT
  county, year, west, central, urban, pctmin80,
  crime_1, crime_2, prbarr_1, prbconv_1, polpc_1, wmfg_1,
  year >= 86 AS is_test, crmrte
FROM county_years
WHERE crime_2 IS NOT NULL;
