-- Groups of wines by their chemistry; the grower is carried along to look at later.
CREATE MODEL wine_groups
OPTIONS (model_type = 'KMEANS', num_clusters = 3, kmeans_init_method = 'KMEANS++', standardize_features = TRUE)
CARRY (grower)
PREDICT AT NONE
AS SELECT alcohol, malic_acid, ash, alcalinity, magnesium, phenols, flavanoids, colour, hue, proline, grower FROM wines;

CREATE TABLE wines_in_groups AS
SELECT centroid_id, grower, alcohol, colour FROM ML.PREDICT(MODEL wine_groups, TABLE wines);
