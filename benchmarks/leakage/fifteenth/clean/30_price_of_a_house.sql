-- Price of a house by its size, age and place; houses that stand twice are dropped, other forms of the price are not read.
CREATE VIEW stg_houses AS
SELECT DISTINCT year, age, nbh, cbd, intst, rooms, area, land, baths, dist, wind, price
FROM houses;

CREATE MODEL house_price
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['price'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, max_tree_depth = 3
)
PREDICT AT NONE
AS SELECT * EXCLUDE (nbh, year), CAST(nbh AS VARCHAR) AS neighbourhood, year = 1981 AS after_news FROM stg_houses;
