-- Species of a penguin, learned in 2007 and 2008, judged in 2009; what is missing is imputed in TRANSFORM, from training rows.
CREATE MODEL penguin_species
TRANSFORM (
  ML.STANDARD_SCALER(bill_length_mm) OVER () AS bill_length,
  ML.STANDARD_SCALER(bill_depth_mm) OVER () AS bill_depth,
  ML.IMPUTER(flipper_length_mm, 'median') OVER () AS flipper_length,
  ML.IMPUTER(body_mass_g, 'mean') OVER () AS body_mass,
  ML.IMPUTER(sex, 'most_frequent') OVER () AS sex
)
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['species'], l2_reg = 0.5,
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS
SELECT species, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex, year = 2009 AS is_test
FROM penguins;
