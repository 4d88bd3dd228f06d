-- L1.2, S5: the quarters of the town were found on all houses, on those kept back, too; the cluster is a
-- feature that was fitted on the test rows, though it has seen no price.
CREATE MODEL quarters OPTIONS (model_type = 'KMEANS', num_clusters = 5) PREDICT AT NONE
AS SELECT cbd, intst, dist FROM houses;
CREATE TABLE placed AS
SELECT CAST(centroid_id AS VARCHAR) AS quarter, area, land, rooms, baths, age, is_dear
FROM ML.PREDICT(MODEL quarters, (
  SELECT cbd, intst, dist, area, land, rooms, baths, age, price > 90000 AS is_dear FROM houses
));
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_dear']) PREDICT AT NONE
AS SELECT * FROM placed;
