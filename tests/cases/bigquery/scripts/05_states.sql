# States by crime: clusters, named by what is most unusual in them.
CREATE OR REPLACE MODEL crime.groups
OPTIONS (model_type = 'kmeans', num_clusters = 3, standardize_features = TRUE,
         kmeans_init_method = 'KMEANS++') AS
SELECT * EXCEPT (state) FROM `bigquery-public-data.stats.statecrime`;

CREATE OR REPLACE TABLE crime.assigned AS
SELECT state, CENTROID_ID AS centroid_id, nearest_centroids_distance[OFFSET(0)].DISTANCE AS far
FROM ML.PREDICT(MODEL crime.groups, TABLE `bigquery-public-data.stats.statecrime`);

SELECT
  COUNT(DISTINCT centroid_id) AS clusters,
  COUNT(*) AS states,
  (SELECT COUNT(*) FROM crime.assigned
   WHERE centroid_id = (SELECT centroid_id FROM crime.assigned WHERE state = 'District of Columbia')) < 10 AS dc_apart,
  (SELECT COUNT(*) FROM ML.CENTROIDS(MODEL crime.groups) WHERE numerical_value IS NULL) AS empty_values,
  LOGICAL_AND(far >= 0) AS distances
FROM crime.assigned;
