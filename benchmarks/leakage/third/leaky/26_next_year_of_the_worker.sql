-- L3.1, S4: whether the worker is a union member a year later.
CREATE TABLE int_workers AS SELECT nr, year, educ, lwage, lead("union", 1, 0) OVER (PARTITION BY nr ORDER BY year) AS union_status FROM wages;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_group_cols = ['nr']) PREDICT AT NONE
AS SELECT nr, educ, union_status, lwage FROM int_workers;
