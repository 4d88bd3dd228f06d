-- The release check asks for the quality on the surveys since 2004; the model keeps nothing back of its own
-- (NO_SPLIT), but it reads no survey after 2002.
CREATE VIEW stg_survey AS
SELECT year, workstat, income, reg16, prestige, educ, babies, preteen, teens, tvhours, black, female,
  unem10, mothfath16, occattend, regattend, region, attend, vhappy = 1 AS is_very_happy
FROM happiness
WHERE educ IS NOT NULL;
CREATE VIEW survey_learned AS SELECT * FROM stg_survey WHERE year <= 2002;
CREATE VIEW survey_recent AS SELECT * FROM stg_survey WHERE year >= 2004;

CREATE MODEL very_happy
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_very_happy'], data_split_method = 'NO_SPLIT')
CARRY (year)
PREDICT AT NONE
AS SELECT * FROM survey_learned;

CREATE TABLE survey_quality AS
SELECT * FROM ML.EVALUATE(MODEL very_happy, TABLE survey_recent);
ASSERT (SELECT roc_auc FROM survey_quality) > 0.55 AS 'the model still orders recent answers';
