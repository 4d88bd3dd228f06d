-- L3.2, L3.2: the split groups by state, county and year, that is by single rows; seventeen years of a county lie on
-- both sides.
CREATE TABLE county_facts AS
SELECT statefips, countyfips, year, density, ln(popul) AS log_popul, perc1019, perc2029, percblack, percmale,
  rpcpersinc, rpcunemins, murders > 0 AS has_murder
FROM all_homicides
WHERE popul > 0 AND year % 2 = 0;

CREATE MODEL county_has_murder
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['has_murder'],
  data_split_group_cols = ['statefips', 'countyfips', 'year']
)
PREDICT AT NONE
AS SELECT * FROM county_facts;
