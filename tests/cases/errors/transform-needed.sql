CREATE MODEL prepared
OPTIONS (model_type = 'TRANSFORM_ONLY')
PREDICT AT NONE
AS SELECT n_orders FROM customers;
