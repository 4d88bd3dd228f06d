-- L1.2, S5: missing prestige and hours of television are filled with the mean of the region over all interviews,
-- the held-back ones included.
CREATE TABLE interviews AS
SELECT year, region, workstat, income, attend, educ, prestige, tvhours, babies, preteen, teens, female, black,
  unem10, occattend, regattend, vhappy = 1 AS is_very_happy
FROM happiness
WHERE educ IS NOT NULL AND region IS NOT NULL;

CREATE VIEW region_profile AS
SELECT region, count(*) AS interviews, avg(prestige) AS prestige, avg(tvhours) AS tvhours
FROM interviews
GROUP BY region;

CREATE VIEW interviews_complete AS
SELECT i.year, i.region, i.workstat, i.income, i.attend, i.educ,
  i.prestige IS NULL AS prestige_missing,
  coalesce(i.prestige, r.prestige) AS prestige, coalesce(i.tvhours, r.tvhours) AS tvhours,
  i.babies + i.preteen + i.teens AS children, i.female, i.black, i.unem10, i.occattend, i.regattend, i.is_very_happy
FROM interviews AS i JOIN region_profile AS r ON r.region = i.region;

CREATE MODEL very_happy
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_very_happy'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM interviews_complete;

CREATE TABLE regions_published AS SELECT region, interviews, prestige FROM region_profile WHERE interviews >= 100;
