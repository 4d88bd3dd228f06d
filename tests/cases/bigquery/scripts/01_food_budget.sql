#standardSQL
-- Engel's households: does a richer family spend a smaller share on food?
CREATE TEMP FUNCTION share(part FLOAT64, whole FLOAT64) AS (SAFE_DIVIDE(part, whole));

CREATE SCHEMA IF NOT EXISTS budget OPTIONS (location = 'EU', description = "what households eat");

CREATE OR REPLACE TABLE `my-project.budget.households`
CLUSTER BY income
OPTIONS (description = "Engel 1857") AS
SELECT *, share(foodexp, income) AS food_share, NTILE(4) OVER (ORDER BY income) AS quarter
FROM `bigquery-public-data.stats.engel`;

ASSERT (SELECT COUNT(*) FROM budget.households) = 235 AS 'all households are there';

CREATE OR REPLACE MODEL `my-project.budget.food`
OPTIONS (model_type = 'linear_reg', input_label_cols = ['foodexp'],
         data_split_method = 'NO_SPLIT', optimize_strategy = 'NORMAL_EQUATION') AS
SELECT income, foodexp FROM `my-project.budget.households`;

SELECT
  (SELECT ROUND(weight, 3) FROM ML.WEIGHTS(MODEL budget.food) WHERE processed_input = 'income') AS slope,
  (SELECT ROUND(weight, 3) FROM ML.WEIGHTS(MODEL budget.food) WHERE processed_input LIKE '%INTERCEPT%') AS base,
  (SELECT STRING_AGG(FORMAT('%.2f', s), ' ' ORDER BY quarter)
   FROM (SELECT quarter, AVG(food_share) AS s FROM budget.households GROUP BY quarter)) AS shares;
