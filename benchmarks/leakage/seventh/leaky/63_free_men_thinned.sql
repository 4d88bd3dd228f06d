-- L3.3, S7 or S1: four in ten of the men who did not come back are left out to have as many of each, and the test is drawn from
-- what is left: it has other odds than life.
CREATE VIEW stg_men AS
SELECT age, tserved, priors, rules, educ, alcohol, drugs, married, felon, workprg, property, person, cens = 0 AS came_back
FROM convicts;

CREATE TABLE mart_men AS
SELECT * FROM stg_men WHERE came_back OR hash(age, tserved, priors, rules, educ) % 100 < 60;

CREATE MODEL came_back
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['came_back'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM mart_men;
