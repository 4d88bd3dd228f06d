-- L3.3, S7: only those who were arrested again are taken (cens = 0), which nobody knows at the release.
CREATE TABLE released AS
SELECT black, alcohol, drugs, super, married, felon, workprg, property, person, priors, educ, rules,
  age / 12 AS age_years, tserved, durat AS months_until_arrest
FROM convicts
WHERE cens = 0;

CREATE MODEL time_to_arrest
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['months_until_arrest'])
PREDICT AT NONE
AS SELECT * FROM released;
