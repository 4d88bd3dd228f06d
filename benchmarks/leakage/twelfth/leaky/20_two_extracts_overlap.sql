-- L1.4, S8: all Gentoos live on Biscoe, so each of them comes with both extracts and may stand on both sides.
CREATE VIEW biscoe_extract AS
SELECT species, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex
FROM penguins
WHERE island = 'Biscoe';

CREATE VIEW gentoo_extract AS
SELECT species, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex
FROM penguins
WHERE species = 'Gentoo';

CREATE TABLE all_extracts AS
SELECT *, 'biscoe' AS extract FROM biscoe_extract
UNION ALL
SELECT *, 'gentoo' AS extract FROM gentoo_extract;

CREATE MODEL penguin_body_mass
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['body_mass_g'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM all_extracts WHERE body_mass_g IS NOT NULL;
