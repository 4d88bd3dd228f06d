-- Do measurements alone tell the species apart? k-means; the species is only looked at afterwards.
CREATE OR REPLACE MODEL `bqml_tutorial.penguin_groups`
OPTIONS (model_type = 'kmeans', num_clusters = 3, kmeans_init_method = 'KMEANS++')
AS
SELECT culmen_length_mm, culmen_depth_mm, flipper_length_mm, body_mass_g
FROM `bigquery-public-data.ml_datasets.penguins`
WHERE body_mass_g IS NOT NULL;

CREATE OR REPLACE TABLE bqml_tutorial.penguin_centroids AS
SELECT centroid_id, feature, numerical_value
FROM ML.CENTROIDS(MODEL `bqml_tutorial.penguin_groups`);

CREATE OR REPLACE TABLE bqml_tutorial.penguin_group_figures AS
SELECT * FROM ML.EVALUATE(MODEL `bqml_tutorial.penguin_groups`);

SELECT
  centroid_id, COUNT(*) AS n,
  COUNTIF(species LIKE 'Adelie%') AS adelie,
  COUNTIF(species LIKE 'Chinstrap%') AS chinstrap,
  COUNTIF(species LIKE 'Gentoo%') AS gentoo
FROM ML.PREDICT(MODEL `bqml_tutorial.penguin_groups`, (
  SELECT * FROM `bigquery-public-data.ml_datasets.penguins` WHERE body_mass_g IS NOT NULL
))
GROUP BY centroid_id
ORDER BY centroid_id;
