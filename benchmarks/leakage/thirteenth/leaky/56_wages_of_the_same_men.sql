-- L3.2, L3.2: 545 men are asked in eight years; the rows of a man are scattered over train and test.
CREATE TABLE men_years AS
SELECT
  nr, year, educ, exper, expersq, black, hisp, married, "union", poorhlth, south, nrthcen, nrtheast, rur,
  CASE
    WHEN manuf = 1 THEN 'manufacturing' WHEN trad = 1 THEN 'trade' WHEN construc = 1 THEN 'construction'
    WHEN pub = 1 THEN 'public' WHEN pro = 1 THEN 'professional' ELSE 'other'
  END AS industry,
  lwage
FROM wages;

CREATE MODEL log_wage
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], max_iterations = 200, learn_rate = 0.05)
KEY (nr, year)
PREDICT AT NONE
AS SELECT * FROM men_years;
