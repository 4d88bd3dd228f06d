-- Smoking in eight cities: counts in columns become rows, and one pooled odds ratio.
CREATE TEMP TABLE counts AS
SELECT location, smokes, cases, others
FROM `bigquery-public-data.stats.china_smoking`
UNPIVOT ((cases, others) FOR smokes IN (
  (smoking_yes_cancer_yes, smoking_yes_cancer_no) AS 'yes',
  (smoking_no_cancer_yes, smoking_no_cancer_no) AS 'no'
));

WITH tables AS (
  SELECT * FROM counts PIVOT (SUM(cases) AS cases, SUM(others) AS others FOR smokes IN ('yes', 'no'))
)
SELECT
  COUNT(*) AS cities,
  ROUND(SUM(cases_yes * others_no / n) / SUM(others_yes * cases_no / n), 3) AS odds_ratio,
  (SELECT LOGICAL_AND(cases > 0) FROM counts) AS all_there
FROM (SELECT *, cases_yes + cases_no + others_yes + others_no AS n FROM tables);
