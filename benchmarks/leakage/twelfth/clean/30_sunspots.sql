-- Sunspots of a year from the years before (the cycle has about eleven); judged on the years from 1940.
CREATE TABLE sunspot_lags AS
SELECT
  YEAR >= 1940 AS is_test,
  lag(SUNACTIVITY, 1) OVER (ORDER BY YEAR) AS last_year,
  lag(SUNACTIVITY, 2) OVER (ORDER BY YEAR) AS two_years_ago,
  lag(SUNACTIVITY, 11) OVER (ORDER BY YEAR) AS last_cycle,
  avg(SUNACTIVITY) OVER (ORDER BY YEAR ROWS BETWEEN 11 PRECEDING AND 1 PRECEDING) AS mean_of_cycle,
  SUNACTIVITY AS activity
FROM sunspots;

CREATE MODEL sunspot_activity
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['activity'], max_tree_depth = 3,
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM sunspot_lags WHERE last_cycle IS NOT NULL;
