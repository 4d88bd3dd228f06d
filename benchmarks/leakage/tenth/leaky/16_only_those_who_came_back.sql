-- L3.3, S7 or S1: only convicts who did return in the end are kept, learned from and judged; at the release nobody
-- knows who will.
CREATE VIEW stg_releases AS
SELECT black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, rules, age, tserved,
  durat, cens
FROM convicts;

CREATE TABLE releases AS
SELECT black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, rules,
  age / 12.0 AS age_years, tserved, cens = 0 AND durat <= 18 AS returns_early
FROM stg_releases
WHERE cens = 0;

CREATE MODEL returns_early
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['returns_early'], max_tree_depth = 3)
PREDICT AT NONE
AS SELECT * FROM releases;
