-- An ordinary project: sales of houses, each once, with where they stand and what they are like.
CREATE VIEW stg_sales AS
SELECT DISTINCT year, age, rooms, baths, area, land, cbd, intst, dist, price FROM houses;

CREATE TABLE mart_sales (*, area NOT NULL, CONSTRAINT sane_price EXPECT (price > 0)) AS
SELECT year, age, rooms, baths, area, area / rooms AS area_a_room, land, cbd, intst, dist, price
FROM stg_sales;

CREATE MODEL price
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['price'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM mart_sales;
