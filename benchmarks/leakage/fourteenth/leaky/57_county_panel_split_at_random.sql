-- L3.2, L3.2: seven years of each county, split at random; the county's wages and density are nearly the same every year.
CREATE TABLE county_features AS
SELECT
  county, year, density, taxpc, west, central, urban, pctmin80, pctymle, wcon, wtrd, wmfg, wsta, polpc,
  crmrte > 0.04 AS is_high
FROM counties;

CREATE MODEL high_crime
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_high'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
KEY (county, year)
PREDICT AT NONE
AS SELECT * FROM county_features;
