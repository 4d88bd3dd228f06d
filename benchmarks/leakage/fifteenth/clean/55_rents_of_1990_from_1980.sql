-- The rent of a college town in 1990 from what the town was in 1980; one row a town.
CREATE VIEW towns AS
SELECT
  n.city, o.lpop, o.lenroll, o.lrent AS lrent_80, o.lavginc, o.pctstu, o.rnthsg / o.tothsg AS share_rented,
  n.lrent
FROM cities n
JOIN cities o ON o.city = n.city AND o.year = 80
WHERE n.year = 90;

CREATE MODEL rent_1990
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lrent'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3, l2_reg = 0.5
)
KEY (city)
PREDICT AT NONE
AS SELECT * FROM towns;
