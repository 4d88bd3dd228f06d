-- L1.1, S9: the error that goes into the report is that of predictions for the houses the model learned from.
CREATE VIEW house_facts AS
SELECT age, rooms, area, land, baths, dist, y81, price FROM houses;

CREATE MODEL price_of_house
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['price'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS SELECT * FROM house_facts;

CREATE TABLE price_errors AS
SELECT y81, avg(abs(predicted_price - price)) AS mean_error, count(*) AS n
FROM ML.PREDICT(MODEL price_of_house, TABLE house_facts)
GROUP BY y81;
