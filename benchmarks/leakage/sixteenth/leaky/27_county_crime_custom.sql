-- L3.2, L3.2: The custom split deals out county-years in turn, so every county is both learned from and judged on.
CREATE MODEL county_crime
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lcrmrte'],
  data_split_method = 'CUSTOM', data_split_col = 'for_eval'
)
KEY (county, year)
PREDICT AT NONE
AS
SELECT
  county, year, density, taxpc, west, central, urban, pctmin80, pctymle, wmfg, wsta, wloc,
  (row_number() OVER (ORDER BY county, year)) % 5 = 0 AS for_eval,
  lcrmrte
FROM counties;
