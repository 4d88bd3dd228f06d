-- A statistic over all rows, but of a table that the model has no rows of.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['body_mass_g'])
PREDICT AT NONE
AS SELECT species, flipper_length_mm / (SELECT max(poverty) FROM states) AS odd, body_mass_g FROM penguins;
