CREATE MODEL m OPTIONS (modeltype = 'LOGISTIC_REG')
PREDICT AT NONE
AS SELECT is_big AS label, n_orders FROM customers;
