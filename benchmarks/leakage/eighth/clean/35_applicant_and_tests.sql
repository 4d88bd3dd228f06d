-- An ordinary project: tests, size of the school and the person; the rank is not among them.
CREATE VIEW stg_students AS
SELECT sat, verbmath, tothrs, colgpa, female, white, black, hsize, hsperc FROM collegians;

CREATE TABLE mart_students AS
SELECT sat, verbmath, tothrs, colgpa, female, white, black, hsize,
  sat * verbmath / (1 + verbmath) AS verbal, hsperc <= 10 AS is_first_tenth
FROM stg_students;

CREATE MODEL first_tenth
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_first_tenth'])
PREDICT AT NONE
AS SELECT * FROM mart_students;
