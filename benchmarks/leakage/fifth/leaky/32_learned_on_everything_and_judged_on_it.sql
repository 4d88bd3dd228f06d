-- L1.1, S9: NO_SPLIT learns all rows, and the figures are of the same table.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_virginica'], data_split_method = 'NO_SPLIT') PREDICT AT NONE
AS SELECT sepal_length, sepal_width, petal_width, species = 2 AS is_virginica FROM irises;
CREATE TABLE figures AS
SELECT roc_auc, accuracy FROM ML.EVALUATE(MODEL m, (SELECT sepal_length, sepal_width, petal_width, species = 2 AS is_virginica FROM irises));
