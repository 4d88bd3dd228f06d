-- L3.2, L3.2: each man is there for eight years, a random split by row puts him on both sides.
CREATE MODEL wage_model
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, max_tree_depth = 8
)
KEY (nr, year)
PREDICT AT NONE
AS
SELECT nr, year, educ, exper, black, hisp, married, "union", poorhlth, rur, south, nrthcen, nrtheast, lwage
FROM wages;

CREATE TABLE wage_report AS
SELECT round(r2_score, 3) AS r2, round(mean_absolute_error, 3) AS mae FROM ML.EVALUATE(MODEL wage_model);
