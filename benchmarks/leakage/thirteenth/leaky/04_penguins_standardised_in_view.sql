-- L1.2, S5: the z-scores use mean and deviation of all penguins, the held-out ones too.
CREATE VIEW penguins_scaled AS
SELECT
  species,
  island,
  (bill_length_mm - avg(bill_length_mm) OVER ()) / stddev_pop(bill_length_mm) OVER () AS bill_length_z,
  (bill_depth_mm - avg(bill_depth_mm) OVER ()) / stddev_pop(bill_depth_mm) OVER () AS bill_depth_z,
  (flipper_length_mm - avg(flipper_length_mm) OVER ()) / stddev_pop(flipper_length_mm) OVER () AS flipper_length_z,
  (body_mass_g - avg(body_mass_g) OVER ()) / stddev_pop(body_mass_g) OVER () AS body_mass_z
FROM penguins;

CREATE MODEL penguin_species
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['species'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM penguins_scaled;
