-- Groups of penguins by their measures; the species is carried along to compare, not learned from.
CREATE MODEL kinds_of_penguins
OPTIONS (model_type = 'KMEANS', num_clusters = 3, kmeans_init_method = 'KMEANS++', data_split_eval_fraction = 0.2)
CARRY (species)
PREDICT AT NONE
AS
SELECT species, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g
FROM penguins
WHERE bill_length_mm IS NOT NULL;

CREATE TABLE clusters_by_species AS
SELECT centroid_id, species, count(*) AS n
FROM ML.PREDICT(MODEL kinds_of_penguins, (SELECT * FROM penguins WHERE bill_length_mm IS NOT NULL))
GROUP BY centroid_id, species;
