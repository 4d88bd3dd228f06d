-- L1.2, S5: scaled by the least and greatest value of all rows.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['body_mass_g'])
PREDICT AT NONE
AS SELECT species, (flipper_length_mm - (SELECT min(flipper_length_mm) FROM penguins))
  / ((SELECT max(flipper_length_mm) FROM penguins) - (SELECT min(flipper_length_mm) FROM penguins)) AS flipper, body_mass_g
FROM penguins;
