-- An incremental table: history and the newest years, which do not overlap.
CREATE TABLE panel AS
SELECT county, year, polpc, density, crmrte FROM counties WHERE year < 85
UNION ALL SELECT county, year, polpc, density, crmrte FROM counties WHERE year >= 85;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['crmrte'], data_split_group_cols = ['county']) PREDICT AT NONE AS SELECT county, polpc, density, crmrte FROM panel;
