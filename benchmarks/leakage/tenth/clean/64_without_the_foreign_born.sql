-- Interviews with people who grew up abroad or did not say where are left out, by a column that has nothing to do
-- with the answer; all answers on happiness stay.
CREATE VIEW stg_interviews AS
SELECT year, workstat, income, attend, prestige, educ, reg16, region, babies, preteen, teens, tvhours, female,
  black, unem10, mothfath16, happy
FROM happiness;

CREATE TABLE interviews AS
SELECT year, workstat, income, attend, prestige, educ, region, reg16,
  babies + preteen + teens AS children, tvhours, female, black, unem10,
  mothfath16, happy = 'very happy' AS is_very_happy
FROM stg_interviews
WHERE reg16 <> 'foreign';

CREATE MODEL very_happy
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_very_happy'], data_split_eval_fraction = 0.3)
CARRY (year)
PREDICT AT NONE
AS SELECT * FROM interviews;
