-- Body mass of a penguin from its species, island, sex and measures; one row per penguin.
CREATE MODEL penguin_mass
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['body_mass_g'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT species, island, sex, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g
FROM penguins
WHERE body_mass_g IS NOT NULL;
