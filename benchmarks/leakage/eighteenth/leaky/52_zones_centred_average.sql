-- L3.1, S4: the smoothed claims of a city are a centred average that takes in this year and the next.
CREATE MODEL claims_by_city
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['luclms'], min_tree_child_weight = 3)
CARRY (city)
PREDICT AT year_start + INTERVAL 1 DAY
LABEL KNOWN AT year_start + INTERVAL 381 DAY
AS
SELECT
  city, year_start, ez,
  avg(luclms) OVER (PARTITION BY city ORDER BY year ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS smoothed,
  luclms
FROM zones;
