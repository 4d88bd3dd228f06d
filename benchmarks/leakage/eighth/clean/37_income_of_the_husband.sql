-- An ordinary project: the husband's pay and hours, and nothing that the wife's own pay is part of.
CREATE VIEW stg_wives AS
SELECT age, educ, kidslt6, kidsge6, motheduc, fatheduc, unem, city, hushrs, huswage, inlf = 1 AS works FROM wives;

CREATE TABLE mart_wives AS
SELECT * EXCLUDE (hushrs, huswage), hushrs * huswage / 1000 AS pay_of_husband
FROM stg_wives;

CREATE MODEL works
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['works'])
PREDICT AT NONE
AS SELECT * FROM mart_wives;
