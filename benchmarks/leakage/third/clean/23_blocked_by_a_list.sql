-- Some counties are left out by a list of their numbers.
CREATE TABLE blocked AS SELECT * FROM (VALUES (1), (7), (9)) AS b(county);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['crmrte'], data_split_group_cols = ['county']) PREDICT AT NONE
AS SELECT c.county, c.polpc, c.density, c.crmrte FROM counties c ANTI JOIN blocked b ON b.county = c.county;
