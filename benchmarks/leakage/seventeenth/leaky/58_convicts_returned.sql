-- L3.3, S7: only those are kept who returned to prison within the years of observation, which is known only at their end.
CREATE VIEW returned AS
SELECT black, alcohol, drugs, super, married, felon, workprg, property, person, priors, educ, rules, age, tserved, ldurat
FROM convicts
WHERE cens = 0;

CREATE MODEL months_until_return
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ldurat'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM returned;
