-- L3.3, S7: the time until a convict returns is learned and judged only on those who did return.
CREATE VIEW returned AS
SELECT * FROM convicts WHERE cens = 0;

CREATE MODEL months_until_return
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['ldurat'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT black, alcohol, drugs, super, married, felon, workprg, property, person, priors, educ, rules, age, tserved, ldurat
FROM returned;
