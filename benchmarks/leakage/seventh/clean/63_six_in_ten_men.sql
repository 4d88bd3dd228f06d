-- Four in ten of all men are left out to save time, whether they came back or not, by the same hash.
CREATE VIEW stg_men AS
SELECT age, tserved, priors, rules, educ, alcohol, drugs, married, felon, workprg, property, person, cens = 0 AS came_back
FROM convicts;

CREATE TABLE mart_men AS
SELECT * FROM stg_men WHERE hash(age, tserved, priors, rules, educ) % 100 < 60;

CREATE MODEL came_back
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['came_back'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM mart_men;
