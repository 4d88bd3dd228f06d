-- L3.3, S7: only convicts who stayed out for a year are kept, so those who came back early are missing from the test, too.
CREATE TABLE convicts_with_history AS
SELECT black, alcohol, drugs, super, married, felon, workprg, property, person, priors, educ, rules, age, tserved, cens
FROM convicts
WHERE durat >= 12;

CREATE MODEL returns_to_prison
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['returned'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * EXCLUDE (cens), cens = 0 AS returned
FROM convicts_with_history;
