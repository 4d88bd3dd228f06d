-- A model's prediction is a feature of a model that asks something else.
CREATE MODEL weight OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['body_mass_g'])
PREDICT AT NONE AS SELECT flipper_length_mm, island, body_mass_g FROM penguins WHERE body_mass_g IS NOT NULL;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['sex'])
PREDICT AT NONE
AS SELECT predicted_body_mass_g AS expected_mass, bill_length_mm, sex FROM ML.PREDICT(MODEL weight, (SELECT flipper_length_mm, island, bill_length_mm, sex FROM penguins WHERE sex IS NOT NULL));
