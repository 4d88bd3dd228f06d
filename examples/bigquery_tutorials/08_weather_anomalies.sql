-- Which hours of weather cannot be? k-means learns the kinds of hour of half a year; an hour of the
-- whole year that is far from all of them is an anomaly.
CREATE OR REPLACE MODEL `bqml_tutorial.kinds_of_weather`
OPTIONS (model_type = 'kmeans', num_clusters = 4, kmeans_init_method = 'KMEANS++')
AS
SELECT temp, humid, wind_speed, precip, visib FROM `my-project.nyc.weather`
WHERE temp IS NOT NULL AND wind_speed IS NOT NULL AND month > 6;

SELECT origin, month, day, hour, wind_speed, is_anomaly, ROUND(normalized_distance, 1) AS distance
FROM ML.DETECT_ANOMALIES(
  MODEL `bqml_tutorial.kinds_of_weather`,
  STRUCT(0.001 AS contamination),
  (SELECT * FROM `my-project.nyc.weather` WHERE temp IS NOT NULL AND wind_speed IS NOT NULL)
)
ORDER BY normalized_distance DESC
LIMIT 5;
