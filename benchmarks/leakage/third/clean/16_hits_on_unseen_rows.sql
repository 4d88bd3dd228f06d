-- Hits are counted by hand, on counties that the model did not see.
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_group_cols = ['county']) PREDICT AT NONE
AS SELECT county, polpc, density, crmrte > 0.03 AS is_high FROM counties WHERE county <= 150;
CREATE TABLE hits AS SELECT avg((predicted_is_high = is_high)::INTEGER) AS share
FROM ML.PREDICT(MODEL m, (SELECT county, polpc, density, crmrte > 0.03 AS is_high FROM counties WHERE county > 150));
