-- L3.2, L3.2: eight years of each man are split at random by row, so the same men train and judge.
CREATE MODEL wage
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], max_tree_depth = 8, data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT educ, exper, black, hisp, married, "union", south, nrtheast, nrthcen, rur, poorhlth, hours, manuf, trad, lwage
FROM wages;
