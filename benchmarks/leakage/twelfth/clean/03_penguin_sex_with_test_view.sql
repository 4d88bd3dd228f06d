-- Sex of a penguin, trained on all rows of 2007 and 2008 and reported for 2009, which no training row is of.
CREATE VIEW penguins_2007_2008 AS
SELECT species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex
FROM penguins
WHERE year < 2009 AND sex IS NOT NULL;

CREATE VIEW penguins_2009 AS
SELECT species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex
FROM penguins
WHERE year = 2009 AND sex IS NOT NULL;

CREATE MODEL penguin_sex
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['sex'], num_parallel_tree = 100,
  data_split_method = 'NO_SPLIT'
)
PREDICT AT NONE
AS SELECT * FROM penguins_2007_2008;

CREATE TABLE penguin_sex_report AS
SELECT accuracy, precision, recall, roc_auc
FROM ML.EVALUATE(MODEL penguin_sex, TABLE penguins_2009);
