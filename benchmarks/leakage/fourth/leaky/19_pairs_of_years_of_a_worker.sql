-- L1.4, S8 or L3.2: each year of a worker is paired with each of the others, so the same answer stands in seven rows, and rows are split at random.
CREATE TABLE pairs AS
SELECT a.nr, a.educ, a.exper, a.hours, a.lwage, b.hours AS hours_then, a.year - b.year AS years_apart
FROM wages a JOIN wages b ON b.nr = a.nr AND b.year <> a.year;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage']) PREDICT AT NONE
AS SELECT educ, exper, hours, hours_then, years_apart, lwage FROM pairs;
