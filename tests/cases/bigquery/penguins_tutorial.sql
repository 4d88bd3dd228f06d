#standardSQL
-- What do penguins weigh? A walk through BigQuery ML, as one script.
DECLARE lightest INT64 DEFAULT 2500;
DECLARE big ARRAY<STRING>;
DECLARE n_big, n_all INT64 DEFAULT 0;
SET big = ['Gentoo penguin (Pygoscelis papua)'];

BEGIN
  DECLARE counted INT64;
  SET counted = (
    SELECT COUNT(*) FROM `bigquery-public-data.ml_datasets.penguins`
    WHERE body_mass_g IS NOT NULL AND species IN UNNEST(big)
  );
  SET n_big = counted;
END;
SET n_all = (SELECT COUNT(body_mass_g) FROM bigquery-public-data.ml_datasets.penguins);

/* Look at the data first. */
CREATE TEMP TABLE by_species AS
SELECT
  REGEXP_EXTRACT(species, r'^(\w+) [Pp]enguin') AS species,
  COUNT(*) AS n,
  ROUND(AVG(body_mass_g), 1) AS mean_mass,
  COUNTIF(sex = "MALE") AS males,
  SAFE_DIVIDE(COUNTIF(sex IS NULL), COUNT(*)) AS without_sex,
  APPROX_QUANTILES(body_mass_g, 4)[OFFSET(2)] AS median_mass,
  ARRAY_AGG(DISTINCT island ORDER BY island) AS islands,
  STRING_AGG(DISTINCT island, '/' ORDER BY island) AS island_list,
FROM `bigquery-public-data`.ml_datasets.penguins
WHERE body_mass_g > lightest
GROUP BY 1
HAVING n > 1
ORDER BY mean_mass DESC;

CREATE OR REPLACE MODEL `my-project.bqml_tutorial.penguins_model`
OPTIONS (
  model_type = 'linear_reg',
  input_label_cols = ['body_mass_g'],
  data_split_method = "RANDOM",
  data_split_eval_fraction = 0.4
) AS
SELECT * FROM `bigquery-public-data.ml_datasets.penguins`
WHERE body_mass_g IS NOT NULL;

CREATE OR REPLACE TABLE bqml_tutorial.biscoe AS
SELECT * EXCEPT (culmen_depth_mm, culmen_length_mm), ABS(predicted_body_mass_g - body_mass_g) AS off
FROM ML.PREDICT(
  MODEL `my-project.bqml_tutorial.penguins_model`,
  (
    SELECT * FROM `bigquery-public-data.ml_datasets.penguins`
    WHERE island = 'Biscoe' AND body_mass_g IS NOT NULL
  )
);

-- Male or female: eight parts of ten train, by a hash of the row.
CREATE MODEL IF NOT EXISTS bqml_tutorial.sex_model
TRANSFORM (
  ML.STANDARD_SCALER(culmen_length_mm) OVER () AS culmen_length,
  ML.STANDARD_SCALER(body_mass_g) OVER () AS mass,
  LOWER(species) AS species,
  sex
)
OPTIONS (model_type = 'logistic_reg', input_label_cols = ['sex'], data_split_method = 'NO_SPLIT')
AS
SELECT species, culmen_length_mm, body_mass_g, sex
FROM `bigquery-public-data.ml_datasets.penguins`
WHERE sex IN ('MALE', 'FEMALE')
  AND MOD(ABS(FARM_FINGERPRINT(FORMAT('%.1f-%d-%s', culmen_length_mm, body_mass_g, sex))), 10) < 8;

WITH scored AS (
  SELECT
    predicted_sex = sex AS hit,
    (SELECT p.prob FROM UNNEST(predicted_sex_probs) AS p WHERE p.label = 'MALE') AS male,
    ROW_NUMBER() OVER (PARTITION BY species ORDER BY culmen_length_mm DESC) AS place
  FROM ML.PREDICT(MODEL bqml_tutorial.sex_model, (
    SELECT * FROM `bigquery-public-data.ml_datasets.penguins`
    WHERE sex IN ('MALE', 'FEMALE')
      AND MOD(ABS(FARM_FINGERPRINT(FORMAT('%.1f-%d-%s', culmen_length_mm, body_mass_g, sex))), 10)
        >= 8
  ))
)
SELECT n_big, n_all, COUNT(*) AS n, AVG(IF(hit, 1, 0)) AS accuracy,
  LOGICAL_AND(male BETWEEN 0 AND 1), MAX(place) > 1
FROM scored;
