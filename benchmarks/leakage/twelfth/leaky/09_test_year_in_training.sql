-- L1.1, S9: the test years 2008 to 2009 overlap with the training years 2007 to 2008.
CREATE VIEW penguins_train AS
SELECT species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex
FROM penguins
WHERE year BETWEEN 2007 AND 2008 AND sex IS NOT NULL;

CREATE VIEW penguins_test AS
SELECT species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex
FROM penguins
WHERE year BETWEEN 2008 AND 2009 AND sex IS NOT NULL;

CREATE MODEL penguin_sex
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['sex'], data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS SELECT * FROM penguins_train;

CREATE TABLE penguin_sex_test AS
SELECT * FROM ML.EVALUATE(MODEL penguin_sex, TABLE penguins_test);
