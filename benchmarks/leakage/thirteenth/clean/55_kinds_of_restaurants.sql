-- Groups of restaurants by prices and size; no label.
CREATE TABLE restaurant_features AS
SELECT
  psoda, pfries, pentree, wagest, emp, nregs, hrsopen, compown,
  CASE chain WHEN 1 THEN 'BK' WHEN 2 THEN 'KFC' WHEN 3 THEN 'RR' ELSE 'W' END AS chain_name
FROM restaurants
WHERE psoda IS NOT NULL AND pentree IS NOT NULL;

CREATE MODEL restaurant_kinds
OPTIONS (model_type = 'KMEANS', num_clusters = 4, kmeans_init_method = 'KMEANS++', standardize_features = TRUE)
PREDICT AT NONE
AS SELECT * FROM restaurant_features;

CREATE TABLE restaurant_kinds_sizes AS
SELECT centroid_id, count(*) AS n, round(avg(pentree), 2) AS mean_price
FROM ML.PREDICT(MODEL restaurant_kinds, TABLE restaurant_features)
GROUP BY centroid_id;
