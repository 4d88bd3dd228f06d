-- The cut is a number from a handbook of plants.
CREATE TABLE cuts AS SELECT 4.9 AS cut;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_virginica']) PREDICT AT NONE
AS SELECT i.sepal_width, i.petal_length > b.cut AS is_long, i.species = 2 AS is_virginica FROM irises i CROSS JOIN cuts b;
