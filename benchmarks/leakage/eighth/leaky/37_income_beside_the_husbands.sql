-- L2, S1 or S2: the income of the family less that of the others in it is above zero for just those wives who work.
CREATE VIEW stg_wives AS
SELECT age, educ, kidslt6, kidsge6, motheduc, fatheduc, unem, city, faminc, nwifeinc, inlf = 1 AS works FROM wives;

CREATE TABLE mart_wives AS
SELECT * EXCLUDE (faminc, nwifeinc), faminc / 1000 - nwifeinc AS further_income
FROM stg_wives;

CREATE MODEL works
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['works'])
PREDICT AT NONE
AS SELECT * FROM mart_wives;
