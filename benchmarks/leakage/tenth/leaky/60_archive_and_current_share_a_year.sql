-- L1.4, S8: the archive ends with the survey of 2000 and the current table begins with it, so that survey's answers
-- are there twice and are split at random.
CREATE VIEW survey_archive AS
SELECT year, region, reg16, workstat, income, attend, educ, prestige, divorce, tvhours, babies, preteen, teens, female,
  black, mothfath16, unem10, vhappy FROM happiness WHERE year <= 2000;
CREATE VIEW survey_current AS
SELECT year, region, reg16, workstat, income, attend, educ, prestige, divorce, tvhours, babies, preteen, teens, female,
  black, mothfath16, unem10, vhappy FROM happiness WHERE year >= 2000;

CREATE TABLE survey_all AS
SELECT * FROM survey_archive
UNION ALL BY NAME
SELECT * FROM survey_current;

CREATE MODEL very_happy
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['very_happy'], data_split_method = 'RANDOM',
  data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * EXCLUDE (vhappy), vhappy = 1 AS very_happy FROM survey_all;
