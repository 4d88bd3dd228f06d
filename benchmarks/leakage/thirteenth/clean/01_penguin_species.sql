-- The species of a penguin from its measures; missing values and scales are learned in TRANSFORM, on the training rows.
CREATE MODEL penguin_species
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['species'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
TRANSFORM (
  ML.STANDARD_SCALER(bill_length_mm) OVER () AS bill_length,
  ML.STANDARD_SCALER(bill_depth_mm) OVER () AS bill_depth,
  ML.STANDARD_SCALER(flipper_length_mm) OVER () AS flipper_length,
  ML.STANDARD_SCALER(body_mass_g) OVER () AS body_mass,
  ML.IMPUTER(sex, 'most_frequent') OVER () AS sex
)
PREDICT AT NONE
AS
SELECT species, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex
FROM penguins;
