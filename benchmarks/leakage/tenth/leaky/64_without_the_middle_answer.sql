-- L3.3, S7 or S1: interviews with the middle answer on happiness, which is what the answer is made of, are left out
-- from learning and judging.
CREATE VIEW stg_interviews AS
SELECT year, workstat, income, attend, prestige, educ, reg16, region, babies, preteen, teens, tvhours, female,
  black, unem10, mothfath16, happy
FROM happiness;

CREATE TABLE interviews AS
SELECT year, workstat, income, attend, prestige, educ, region, reg16,
  babies + preteen + teens AS children, tvhours, female, black, unem10,
  mothfath16, happy = 'very happy' AS is_very_happy
FROM stg_interviews
WHERE happy <> 'pretty happy';

CREATE MODEL very_happy
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_very_happy'], data_split_eval_fraction = 0.3)
CARRY (year)
PREDICT AT NONE
AS SELECT * FROM interviews;
