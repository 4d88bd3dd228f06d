-- The flag for the test is drawn by state, so that all years of a county are on one side.
CREATE TABLE stg_counties AS
SELECT countyid, year, statefips, density, popul, perc1019, perc2029, percblack, percmale, rpcpersinc,
  murders > 0 AS has_murder,
  hash(statefips) % 4 = 0 AS is_holdout
FROM all_homicides;

CREATE MODEL has_murder
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_murder'], max_iterations = 25,
  data_split_method = 'CUSTOM', data_split_col = 'is_holdout'
)
KEY (countyid, year)
PREDICT AT NONE
AS SELECT * EXCLUDE (statefips) FROM stg_counties;
