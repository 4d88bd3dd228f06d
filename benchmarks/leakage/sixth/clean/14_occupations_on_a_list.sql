-- Some occupations keep their names, the others become "other"; which ones stands on a list that was
-- written without looking at a row.
CREATE TABLE professions AS SELECT occupation FROM (VALUES (4), (5), (6)) AS list(occupation);
CREATE TABLE women AS
SELECT age, yrs_married, religious, educ,
  CASE WHEN occupation IN (SELECT occupation FROM professions) THEN occupation::VARCHAR ELSE 'other' END AS occupation,
  affairs > 0 AS had_one
FROM affairs;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['had_one']) PREDICT AT NONE
AS SELECT * FROM women;
