-- The split groups by the county's code within its state, which several states share: groups are larger than needed,
-- but no county is torn.
CREATE TABLE county_facts AS
SELECT statefips, countyfips, year, density, ln(popul) AS log_popul, perc1019, perc2029, percblack, percmale,
  rpcpersinc, rpcunemins, murders > 0 AS has_murder
FROM all_homicides
WHERE popul > 0 AND year % 2 = 0;

CREATE MODEL county_has_murder
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['has_murder'],
  data_split_group_cols = ['countyfips']
)
CARRY (statefips, year)
PREDICT AT NONE
AS SELECT * FROM county_facts;
