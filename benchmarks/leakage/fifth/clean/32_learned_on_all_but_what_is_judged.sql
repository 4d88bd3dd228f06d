-- NO_SPLIT learns all rows that it is given, and the figures are of others.
CREATE VIEW marked AS SELECT sepal_length, sepal_width, petal_width, species = 2 AS is_virginica, hash(sepal_length, sepal_width, petal_width) % 4 = 0 AS is_kept_back FROM irises;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_virginica'], data_split_method = 'NO_SPLIT') PREDICT AT NONE
AS SELECT * EXCLUDE (is_kept_back) FROM marked WHERE NOT is_kept_back;
CREATE TABLE figures AS
SELECT roc_auc, accuracy FROM ML.EVALUATE(MODEL m, (SELECT * EXCLUDE (is_kept_back) FROM marked WHERE is_kept_back));
