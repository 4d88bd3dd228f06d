-- Groups of basketball players by what they do on the court, and the wages of the groups.
CREATE MODEL kinds_of_players
OPTIONS (model_type = 'KMEANS', num_clusters = 4, standardize_features = TRUE)
PREDICT AT NONE
AS SELECT points, rebounds, assists, avgmin FROM players;

CREATE TABLE wages_of_kinds AS
SELECT centroid_id, count(*) AS players, avg(wage) AS mean_wage
FROM ML.PREDICT(MODEL kinds_of_players, TABLE players)
GROUP BY centroid_id;
