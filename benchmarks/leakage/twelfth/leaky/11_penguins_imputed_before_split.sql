-- L1.2, S5: what is missing is filled with the medians of all rows, before the split.
CREATE VIEW medians AS
SELECT
  median(bill_length_mm) AS bill_length,
  median(bill_depth_mm) AS bill_depth,
  median(flipper_length_mm) AS flipper_length
FROM penguins;

CREATE TABLE penguins_filled AS
SELECT
  p.species,
  p.island,
  coalesce(p.bill_length_mm, m.bill_length) AS bill_length_mm,
  coalesce(p.bill_depth_mm, m.bill_depth) AS bill_depth_mm,
  coalesce(p.flipper_length_mm, m.flipper_length) AS flipper_length_mm,
  coalesce(p.sex, 'unknown') AS sex,
  p.body_mass_g
FROM penguins p
CROSS JOIN medians m;

CREATE MODEL penguin_mass
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['body_mass_g'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM penguins_filled;
