-- The mass of a penguin from its measures; those that were not weighed are left out.
CREATE VIEW measured_penguins AS
SELECT species, island, sex, flipper_length_mm, bill_length_mm, bill_depth_mm, body_mass_g
FROM penguins
WHERE body_mass_g IS NOT NULL AND flipper_length_mm IS NOT NULL;

CREATE MODEL penguin_mass
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['body_mass_g'], l2_reg = 0.1,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM measured_penguins;
