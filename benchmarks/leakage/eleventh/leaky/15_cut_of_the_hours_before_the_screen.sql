-- L1.3, S5 or S1: from how many hours on somebody watches much is the cut that parts the very happy best over all years, the year judged on among them.
CREATE TABLE stg_survey AS
SELECT year, workstat, prestige, educ, reg16, babies, preteen, teens, income, region, attend, female, black, tvhours, vhappy, year = 2006 AS is_test
FROM happiness
WHERE tvhours IS NOT NULL AND vhappy IS NOT NULL;

CREATE TABLE cfg_cut AS
SELECT cut
FROM (
  SELECT c.cut, abs(avg(s.vhappy) FILTER (WHERE s.tvhours >= c.cut) - avg(s.vhappy) FILTER (WHERE s.tvhours < c.cut)) AS gap
  FROM stg_survey AS s CROSS JOIN (VALUES (2), (3), (4), (5), (6)) AS c(cut)
  GROUP BY c.cut
)
QUALIFY row_number() OVER (ORDER BY gap DESC, cut) = 1;

CREATE MODEL very_happy
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_very_happy'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS
SELECT s.workstat, s.prestige, s.educ, s.reg16, s.babies, s.preteen, s.teens, s.income, s.region, s.attend, s.female, s.black, s.is_test,
  s.tvhours >= c.cut AS watches_much, s.vhappy = 1 AS is_very_happy
FROM stg_survey AS s, cfg_cut AS c;
