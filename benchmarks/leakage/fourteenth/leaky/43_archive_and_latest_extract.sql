-- L1.4, S8: the latest extract is appended to an archive that has it already; penguins of 2009 come twice, on both sides of the split.
CREATE VIEW all_penguins AS
SELECT species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex, year, 'archive' AS loaded_from
FROM penguins
UNION ALL
SELECT species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex, year, 'extract_2009' AS loaded_from
FROM penguins
WHERE year = 2009;

CREATE MODEL body_mass
OPTIONS (
  model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['body_mass_g'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM all_penguins WHERE body_mass_g IS NOT NULL;
