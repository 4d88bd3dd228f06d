CREATE MODEL priced
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['n_orders'])
PREDICT AT NONE
AS SELECT n_orders, is_big FROM customers;
CREATE TABLE told AS
SELECT * FROM ML.EXPLAIN_PREDICT(MODEL priced, TABLE customers, STRUCT(TRUE AS approx_feature_contrib));
