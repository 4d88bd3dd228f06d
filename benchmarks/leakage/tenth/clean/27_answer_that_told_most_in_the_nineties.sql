-- The one answer that becomes the feature is the one that went best with happiness in the surveys up to 1998; the
-- model reads those since 2000.
CREATE VIEW stg_answers AS
SELECT year, region, workstat, income, reg16, prestige, mothfath16, babies, preteen, teens, female, black, unem10, educ,
  tvhours, occattend, regattend, vhappy
FROM happiness;

CREATE TABLE strength AS
WITH screened AS (SELECT * FROM stg_answers WHERE year <= 1998)
SELECT 'educ' AS answer, abs(corr(vhappy, educ)) AS strength FROM screened
UNION ALL SELECT 'tvhours', abs(corr(vhappy, tvhours)) FROM screened
UNION ALL SELECT 'regattend', abs(corr(vhappy, regattend)) FROM screened
UNION ALL SELECT 'occattend', abs(corr(vhappy, occattend)) FROM screened;

CREATE TABLE answers AS
SELECT a.year, a.region, a.workstat, a.income, a.reg16, a.prestige, a.mothfath16, a.babies, a.preteen, a.teens,
  a.female, a.black, a.unem10,
  CASE (SELECT arg_max(s.answer, s.strength ORDER BY s.answer) FROM strength AS s)
    WHEN 'educ' THEN a.educ WHEN 'tvhours' THEN a.tvhours
    WHEN 'regattend' THEN a.regattend ELSE a.occattend
  END AS telling_answer,
  a.vhappy = 1 AS is_very_happy
FROM stg_answers AS a
WHERE a.year >= 2000;

CREATE MODEL very_happy
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_very_happy'], data_split_method = 'RANDOM')
CARRY (year)
PREDICT AT NONE
AS SELECT * FROM answers;
