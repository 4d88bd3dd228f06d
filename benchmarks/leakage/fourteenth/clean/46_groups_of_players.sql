-- Types of basketball players by what they do on the court; clusters, nothing is predicted.
CREATE VIEW player_style AS
SELECT
  points, rebounds, assists, avgmin,
  points / nullif(avgmin, 0) AS points_a_minute,
  rebounds / nullif(avgmin, 0) AS rebounds_a_minute,
  assists / nullif(avgmin, 0) AS assists_a_minute
FROM players;

CREATE MODEL player_types
OPTIONS (model_type = 'KMEANS', num_clusters = 4, kmeans_init_method = 'KMEANS++')
PREDICT AT NONE
AS SELECT * FROM player_style;

CREATE TABLE players_by_type AS
SELECT centroid_id, count(*) AS n, avg(points) AS points, avg(rebounds) AS rebounds
FROM ML.PREDICT(MODEL player_types, TABLE player_style)
GROUP BY centroid_id;
