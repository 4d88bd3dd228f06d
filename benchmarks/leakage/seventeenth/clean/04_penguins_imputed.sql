-- Species by measures of the body, with missing sexes filled from the training rows.
CREATE VIEW measured AS
SELECT species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex
FROM penguins
WHERE bill_length_mm IS NOT NULL;

CREATE MODEL species
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['species'], data_split_method = 'RANDOM')
TRANSFORM (
  bill_length_mm / bill_depth_mm AS bill_shape,
  flipper_length_mm, body_mass_g, island,
  ML.IMPUTER(sex, 'most_frequent') OVER () AS sex
)
PREDICT AT NONE
AS SELECT * FROM measured;
