-- Two views of one table are joined back; a student has a row in each term, and the join names both.
CREATE VIEW admissions AS SELECT id, term, sat, hsperc, verbmath, female FROM athletes;
CREATE VIEW marks AS SELECT id, term, season, trmgpa FROM athletes;
CREATE TABLE terms AS SELECT * FROM admissions JOIN marks USING (id, term);
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['passes'], data_split_group_cols = ['id']
)
PREDICT AT NONE
AS SELECT * EXCLUDE (trmgpa), trmgpa >= 2 AS passes FROM terms;
