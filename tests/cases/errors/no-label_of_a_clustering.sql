CREATE MODEL groups
OPTIONS (model_type = 'KMEANS', input_label_cols = ['is_big'], kmeans_init_col = 'is_big')
PREDICT AT last_at
LABEL KNOWN AT last_at
STANDARDS (davies_bouldin_index <= champion, mean_squared_distance <= 1 FOR EACH customer, roc_auc >= 0.6)
AS SELECT * FROM customers;

CREATE TABLE matrix AS SELECT * FROM ML.CONFUSION_MATRIX(MODEL other);

CREATE MODEL other OPTIONS (model_type = 'KMEANS') PREDICT AT NONE AS SELECT n_orders FROM customers;
