-- The smoothed rate is the mean of the two years before, and the split is by year: counties are judged in later years.
CREATE TABLE int_counties AS
SELECT county, year, density, pctmin80, west, central, urban, crmrte,
  avg(crmrte) OVER (PARTITION BY county ORDER BY year ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS smooth_rate
FROM counties;

CREATE MODEL crime_rate
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['crmrte'], data_split_method = 'SEQ',
  data_split_col = 'year'
)
KEY (county, year)
PREDICT AT NONE
AS SELECT * FROM int_counties;
