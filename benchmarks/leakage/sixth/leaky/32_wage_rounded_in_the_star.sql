-- L2, S1: REPLACE rounds the wage so that nobody can be recognised, and leaves it among the features of a
-- model that asks whether the wage is high.
CREATE VIEW anonymous AS SELECT * EXCLUDE (lwage) REPLACE (round(wage, -2) AS wage), wage > 1000 AS well_paid FROM players;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['well_paid']) PREDICT AT NONE
AS SELECT * FROM anonymous;
