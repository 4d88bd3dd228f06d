CREATE TABLE a AS SELECT * FROM ML.METRICS(TABLE customers, predicted_col => 'n_orders');
