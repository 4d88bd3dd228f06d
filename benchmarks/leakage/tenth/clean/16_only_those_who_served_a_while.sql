-- Only adults who served three months or more are kept, both known at the release; all of them were observed for
-- longer than the year within which a return counts, whether they returned or not.
CREATE VIEW stg_releases AS
SELECT black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, rules, age, tserved,
  durat, cens
FROM convicts;

CREATE TABLE releases AS
SELECT black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, rules,
  age / 12.0 AS age_years, tserved, cens = 0 AND durat <= 12 AS returns_early
FROM stg_releases
WHERE tserved >= 3 AND age >= 240;

CREATE MODEL returns_early
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['returns_early'], max_tree_depth = 3)
PREDICT AT NONE
AS SELECT * FROM releases;
