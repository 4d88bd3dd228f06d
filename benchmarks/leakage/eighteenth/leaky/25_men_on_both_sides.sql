-- L3.2, L3.2: years of the same man fall at random on both sides of the split.
CREATE VIEW years_of_men AS
SELECT nr, year, educ, exper, black, hisp, married, south, rur, nrtheast, nrthcen, hours, lwage
FROM wages;

CREATE MODEL wage_of_year
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', max_tree_depth = 8)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM years_of_men;
