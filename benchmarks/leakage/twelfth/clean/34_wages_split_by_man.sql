-- Hourly wages of young men; each man has eight rows, which stay together in the split.
CREATE MODEL wage_model
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_group_cols = ['nr'], data_split_eval_fraction = 0.2, max_tree_depth = 4
)
PREDICT AT NONE
AS
SELECT
  nr, educ, exper, black, hisp, married, "union", poorhlth, rur, south, nrthcen, nrtheast,
  CASE
    WHEN occ1 = 1 THEN 'professional' WHEN occ2 = 1 THEN 'manager' WHEN occ3 = 1 THEN 'sales'
    WHEN occ4 = 1 THEN 'clerical' WHEN occ5 = 1 THEN 'craft' WHEN occ6 = 1 THEN 'operative'
    WHEN occ7 = 1 THEN 'labourer' WHEN occ8 = 1 THEN 'farm' ELSE 'service'
  END AS occupation,
  lwage
FROM wages;

CREATE TABLE wage_report AS
SELECT r2_score, mean_absolute_error FROM ML.EVALUATE(MODEL wage_model);
