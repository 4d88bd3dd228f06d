-- Groups of college towns, by their figures of 1990; one row for each town.
CREATE MODEL kinds_of_town
OPTIONS (model_type = 'KMEANS', num_clusters = 4, kmeans_init_method = 'KMEANS++')
KEY (city)
PREDICT AT NONE
AS
SELECT city, lpop, pctstu, lrent, lavginc, rnthsg / tothsg AS share_rented
FROM cities
WHERE year = 90;

CREATE TABLE towns AS
SELECT city, centroid_id
FROM ML.PREDICT(MODEL kinds_of_town, (
  SELECT city, lpop, pctstu, lrent, lavginc, rnthsg / tothsg AS share_rented FROM cities WHERE year = 90
));
