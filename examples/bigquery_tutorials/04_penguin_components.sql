-- Four measurements in two numbers: principal components.
CREATE OR REPLACE MODEL `bqml_tutorial.penguin_components`
OPTIONS (model_type = 'pca', num_principal_components = 2, scale_features = TRUE)
AS
SELECT culmen_length_mm, culmen_depth_mm, flipper_length_mm, body_mass_g
FROM `bigquery-public-data.ml_datasets.penguins`
WHERE body_mass_g IS NOT NULL;

CREATE OR REPLACE TABLE bqml_tutorial.penguin_loadings AS
SELECT principal_component_id, feature, numerical_value
FROM ML.PRINCIPAL_COMPONENTS(MODEL `bqml_tutorial.penguin_components`);

SELECT principal_component_id, eigenvalue, explained_variance_ratio
FROM ML.PRINCIPAL_COMPONENT_INFO(MODEL `bqml_tutorial.penguin_components`)
ORDER BY principal_component_id;
