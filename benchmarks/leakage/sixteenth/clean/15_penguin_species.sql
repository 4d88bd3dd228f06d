-- The species is told from measurements of the bird.
CREATE MODEL penguin_species
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['species'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS
SELECT bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex, species
FROM penguins
WHERE bill_length_mm IS NOT NULL;
