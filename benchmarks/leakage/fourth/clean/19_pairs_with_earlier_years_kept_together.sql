-- Each year of a worker is paired with earlier years; the answer stands in several rows, but a worker is on one side of the split.
CREATE TABLE pairs AS
SELECT a.nr, a.educ, a.exper, a.lwage, b.hours AS hours_then, a.year - b.year AS years_apart
FROM wages a JOIN wages b ON b.nr = a.nr AND b.year < a.year;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_group_cols = ['nr']) PREDICT AT NONE
AS SELECT nr, educ, exper, hours_then, years_apart, lwage FROM pairs;
