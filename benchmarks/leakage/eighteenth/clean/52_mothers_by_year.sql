-- How many children, from schooling and origin; each year asks other women, and the last waves judge.
CREATE MODEL children
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['kids'], data_split_method = 'SEQ', data_split_col = 'year')
PREDICT AT NONE
AS SELECT year, educ, meduc, feduc, age, black, east, northcen, west, farm, town, smcity, kids FROM mothers;
