-- L3.2, L3.2: each man is there in eight years, and the random split puts his years on both sides.
CREATE MODEL wage_forest
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['lwage'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS
SELECT year, educ, exper, black, hisp, married, south, rur, nrthcen, nrtheast, poorhlth,
  occ1, occ2, occ3, occ4, occ5, occ6, occ7, occ8, manuf, construc, tra, trad, lwage
FROM wages;
