-- What does a penguin weigh? Linear regression.
CREATE OR REPLACE MODEL `bqml_tutorial.penguin_weight`
OPTIONS (model_type = 'linear_reg', input_label_cols = ['body_mass_g'], data_split_method = 'NO_SPLIT')
AS
SELECT * FROM `bigquery-public-data.ml_datasets.penguins`
WHERE body_mass_g IS NOT NULL AND sex IS NOT NULL;

-- How good is it? On the penguins that it was trained on, since there are few.
CREATE OR REPLACE TABLE bqml_tutorial.penguin_weight_figures AS
SELECT * FROM ML.EVALUATE(MODEL `bqml_tutorial.penguin_weight`, (
  SELECT * FROM `bigquery-public-data.ml_datasets.penguins`
  WHERE body_mass_g IS NOT NULL AND sex IS NOT NULL
));

-- The penguins of Biscoe, by species: measured and predicted.
SELECT
  REGEXP_EXTRACT(species, r'^(\w+) [Pp]enguin') AS species, sex, COUNT(*) AS n,
  ROUND(AVG(body_mass_g)) AS measured, ROUND(AVG(predicted_body_mass_g)) AS predicted
FROM ML.PREDICT(MODEL `bqml_tutorial.penguin_weight`, (
  SELECT * FROM `bigquery-public-data.ml_datasets.penguins`
  WHERE island = 'Biscoe' AND body_mass_g IS NOT NULL AND sex IS NOT NULL
))
GROUP BY species, sex
ORDER BY species, sex;
