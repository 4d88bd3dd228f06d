-- L1.4, S8: each sale stands in the data three times, with area and age a little shifted, to have more rows; the split
-- tears the three apart.
CREATE VIEW stg_sales AS
SELECT DISTINCT year, age, rooms, baths, area, land, cbd, intst, dist, price FROM houses;

CREATE TABLE mart_sales AS
SELECT s.year, s.age + n.step AS age, s.rooms, s.baths, s.area * (1 + 0.01 * n.step) AS area, s.land, s.cbd, s.intst,
  s.dist, s.price
FROM stg_sales AS s CROSS JOIN (VALUES (-1), (0), (1)) AS n(step);

CREATE MODEL price
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['price'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM mart_sales;
