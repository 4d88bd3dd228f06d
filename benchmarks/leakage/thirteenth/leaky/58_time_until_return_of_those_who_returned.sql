-- L3.3, S7: only convicts who were arrested again are kept, which nobody knows when they are released.
CREATE VIEW recidivists AS
SELECT
  black, alcohol, drugs, super, married, felon, workprg, property, person, priors, educ, rules, age, tserved,
  ldurat
FROM convicts
WHERE cens = 0;

CREATE MODEL months_until_return
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ldurat'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM recidivists;
