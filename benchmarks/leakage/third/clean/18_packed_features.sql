-- A feature store keeps structs; the answer is another field of the log.
CREATE TABLE packed AS SELECT nr, {'educ': educ, 'hours': hours, 'wage': lwage} AS f, lwage > 1.8 AS well_paid FROM wages;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['well_paid'], data_split_group_cols = ['nr']) PREDICT AT NONE
AS SELECT nr, f.educ AS schooling, f['hours'] AS hours, well_paid FROM packed;
