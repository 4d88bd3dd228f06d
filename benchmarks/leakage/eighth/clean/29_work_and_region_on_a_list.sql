-- Pairs of work and region on a list that somebody wrote become the flag.
CREATE VIEW stg_answers AS
SELECT year, workstat, region, prestige, income, attend, educ, babies, preteen, teens, tvhours, female,
  black, vhappy = 1 AS is_very_happy FROM happiness;

CREATE TABLE int_pairs AS
SELECT * FROM (
  VALUES ('retired', 'south atlantic'), ('retired', 'pacific'), ('keeping house', 'mountain')
) AS pairs(workstat, region);

CREATE TABLE mart_answers AS
SELECT a.* EXCLUDE (is_very_happy), p.region IS NOT NULL AS stands_out, a.is_very_happy
FROM stg_answers AS a LEFT JOIN int_pairs AS p ON p.workstat = a.workstat AND p.region = a.region;

CREATE MODEL very_happy
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_very_happy'])
PREDICT AT NONE
AS SELECT * FROM mart_answers;
