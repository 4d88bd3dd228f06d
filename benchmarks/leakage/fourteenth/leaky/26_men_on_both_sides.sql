-- L3.2, L3.2: each man is there in eight years, and the years are split at random.
CREATE VIEW men AS
SELECT nr, year, educ, exper, expersq, black, hisp, married, poorhlth, south, nrtheast, rur, manuf, trad, "union" AS in_union, lwage
FROM wages;

CREATE MODEL wage
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], max_iterations = 100, max_tree_depth = 8,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM men;
