CREATE MODEL groups
OPTIONS (model_type = 'KMEANS')
PREDICT AT NONE
AS SELECT n_orders FROM customers;
CREATE TABLE prepared AS
SELECT * FROM ML.TRANSFORM(MODEL groups, TABLE customers);
