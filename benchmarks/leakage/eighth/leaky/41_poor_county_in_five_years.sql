-- L3.2: whether a county lives on benefits is one answer for its five years, in which its people are nearly
-- the same, and the years are split at random.
CREATE VIEW stg_counties AS
SELECT countyid, year, density, popul, perc1019, perc2029, percblack, percmale, rpcunemins FROM all_homicides WHERE year >= 1992;

CREATE TABLE dim_counties AS
SELECT countyid, avg(rpcunemins) > 80 AS lives_on_benefits FROM stg_counties GROUP BY countyid
HAVING count(rpcunemins) = 5;

CREATE TABLE mart_counties AS
SELECT c.* EXCLUDE (rpcunemins), d.lives_on_benefits FROM stg_counties AS c JOIN dim_counties AS d USING (countyid);

CREATE MODEL lives_on_benefits
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['lives_on_benefits'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
KEY (countyid, year)
PREDICT AT NONE
AS SELECT * FROM mart_counties;
