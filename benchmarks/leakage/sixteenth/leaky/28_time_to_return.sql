-- L3.3, S7: Only men who did return to prison are kept, which nobody knows at their release.
CREATE VIEW returned AS
SELECT black, alcohol, drugs, "super", married, felon, workprg, property, person, priors, educ, rules, age, tserved, ldurat
FROM convicts
WHERE cens = 0;

CREATE MODEL months_until_return
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ldurat'])
PREDICT AT NONE
AS SELECT * FROM returned;
