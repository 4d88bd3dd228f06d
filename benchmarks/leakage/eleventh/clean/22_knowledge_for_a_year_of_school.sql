-- Points in the test for a year of school, of which the label, made of the wage, is no part.
CREATE MACRO per_unit(amount, units) AS round(amount / greatest(units, 1), 1);

CREATE TABLE int_men AS
SELECT id, educ, exper, fatheduc, motheduc, IQ, black, smsa, south, nearc4, KWW, wage,
  per_unit(KWW, educ) AS points_per_year_of_school
FROM young_men;

CREATE MODEL earns_well
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['earns_well'])
KEY (id)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.6, roc_auc >= baseline + 0.05)
AS SELECT * EXCLUDE (wage), wage > 550 AS earns_well FROM int_men;
