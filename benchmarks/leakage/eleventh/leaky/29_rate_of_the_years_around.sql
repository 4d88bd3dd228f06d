-- L3.1, S4 or S1: the smoothed rate is the mean of the year before and the year after, and the split is by year.
CREATE TABLE int_counties AS
SELECT county, year, density, pctmin80, west, central, urban, crmrte,
  avg(crmrte) OVER (
    PARTITION BY county ORDER BY year ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW
  ) AS smooth_rate
FROM counties;

CREATE MODEL crime_rate
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['crmrte'], data_split_method = 'SEQ',
  data_split_col = 'year'
)
KEY (county, year)
PREDICT AT NONE
AS SELECT * FROM int_counties;
