-- L3.2, L3.2: Each man has eight yearly rows, and the random split puts his years on both sides.
CREATE MODEL wage_of_men
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], data_split_method = 'RANDOM', max_tree_depth = 8)
KEY (nr, year)
PREDICT AT NONE
AS
SELECT nr, year, educ, exper, black, hisp, married, rur, south, nrthcen, nrtheast, poorhlth, manuf, trad, lwage
FROM wages;
