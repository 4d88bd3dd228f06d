-- L1.3, S1 or S5: pairs of work and region in which the answer differs from the mean by far become a flag,
-- from all answers.
CREATE VIEW stg_answers AS
SELECT year, workstat, region, prestige, income, attend, educ, babies, preteen, teens, tvhours, female,
  black, vhappy = 1 AS is_very_happy FROM happiness;

CREATE TABLE int_pairs AS
SELECT workstat, region
FROM (SELECT *, avg(CAST(is_very_happy AS INTEGER)) OVER () AS overall FROM stg_answers)
GROUP BY workstat, region, overall
HAVING count(*) > 40 AND abs(avg(CAST(is_very_happy AS INTEGER)) - overall) > 0.06;

CREATE TABLE mart_answers AS
SELECT a.* EXCLUDE (is_very_happy), p.region IS NOT NULL AS stands_out, a.is_very_happy
FROM stg_answers AS a LEFT JOIN int_pairs AS p ON p.workstat = a.workstat AND p.region = a.region;

CREATE MODEL very_happy
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_very_happy'])
PREDICT AT NONE
AS SELECT * FROM mart_answers;
