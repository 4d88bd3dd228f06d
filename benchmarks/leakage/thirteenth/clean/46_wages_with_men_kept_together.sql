-- Wages of young men over eight years; all years of a man stay on one side of the split.
CREATE VIEW men_years AS
SELECT
  nr, year, educ, exper, expersq, black, hisp, married, "union", poorhlth, rur,
  CASE WHEN south = 1 THEN 'south' WHEN nrthcen = 1 THEN 'midwest' WHEN nrtheast = 1 THEN 'northeast' ELSE 'west' END AS region,
  CASE
    WHEN manuf = 1 THEN 'manufacturing' WHEN trad = 1 THEN 'trade' WHEN construc = 1 THEN 'construction'
    WHEN pub = 1 THEN 'public' ELSE 'other'
  END AS industry,
  lwage
FROM wages;

CREATE MODEL log_wage
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_group_cols = ['nr'], data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM men_years;

CREATE TABLE log_wage_quality AS
SELECT round(r2_score, 3) AS r2_score, round(mean_absolute_error, 3) AS mean_absolute_error
FROM ML.EVALUATE(MODEL log_wage);
