-- Learned until 1985, judged on the years after.
CREATE VIEW panel AS SELECT nr, year, educ, exper, hours, lwage FROM wages;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_group_cols = ['nr']) PREDICT AT NONE AS SELECT * EXCLUDE (year) FROM panel WHERE year <= 1985;
CREATE TABLE later_years AS SELECT * FROM ML.EVALUATE(MODEL m, (SELECT * FROM panel WHERE year > 1985));
