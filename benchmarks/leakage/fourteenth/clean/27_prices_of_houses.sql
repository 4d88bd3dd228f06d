-- Sales of 1978 and 1981; a house that was sold twice (same area and land) stays on one side, an entry that is there twice is taken once.
CREATE VIEW sales AS
SELECT DISTINCT concat_ws('/', area, land, dist) AS house,
  y81, age, rooms, baths, area, land, cbd, intst, dist, nearinc, price
FROM houses;

CREATE MODEL house_price
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['price'], max_tree_depth = 4,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3, data_split_group_cols = ['house'])
PREDICT AT NONE
AS SELECT * FROM sales;
