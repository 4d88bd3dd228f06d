-- the mass of penguins from measures; scales and fills are learned in TRANSFORM from training rows.
CREATE VIEW measured AS
SELECT species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, sex, body_mass_g
FROM penguins;

CREATE MODEL penguin_mass
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['body_mass_g'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
TRANSFORM (
  species,
  ML.IMPUTER(sex, 'most_frequent') OVER () AS sex,
  ML.STANDARD_SCALER(bill_length_mm) OVER () AS bill_length,
  ML.STANDARD_SCALER(bill_depth_mm) OVER () AS bill_depth,
  ML.STANDARD_SCALER(flipper_length_mm) OVER () AS flipper
)
PREDICT AT NONE
AS SELECT * FROM measured;
