-- Groups of aircraft by size and age; there is no answer to leak.
CREATE MODEL kinds_of_aircraft
OPTIONS (model_type = 'KMEANS', num_clusters = 5, kmeans_init_method = 'KMEANS++')
KEY (tailnum)
CARRY (manufacturer, model)
PREDICT AT NONE
AS
SELECT tailnum, manufacturer, model, year AS built, engines, seats, engine
FROM planes
WHERE year IS NOT NULL;
