-- The quarters were found on the sales of 1978; those of 1981, on which the second model learns and is
-- judged, had no part in that.
CREATE MODEL quarters OPTIONS (model_type = 'KMEANS', num_clusters = 5) PREDICT AT NONE
AS SELECT cbd, intst, dist FROM houses WHERE year = 1978;
CREATE TABLE placed AS
SELECT CAST(centroid_id AS VARCHAR) AS quarter, area, land, rooms, baths, age, is_dear
FROM ML.PREDICT(MODEL quarters, (
  SELECT cbd, intst, dist, area, land, rooms, baths, age, price > 90000 AS is_dear FROM houses WHERE year = 1981
));
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_dear']) PREDICT AT NONE
AS SELECT * FROM placed;
