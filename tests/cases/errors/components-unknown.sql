CREATE MODEL axes
OPTIONS (model_type = 'PCA', pca_explained_variance_ratio = 0.9)
KEY (customer) PREDICT AT NONE
AS SELECT customer, n_orders, is_big FROM customers;

CREATE TABLE reduced AS SELECT * FROM ML.PREDICT(MODEL axes, TABLE customers);
