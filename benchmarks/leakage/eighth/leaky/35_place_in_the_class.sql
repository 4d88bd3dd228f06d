-- L2, S1 or S2: whether somebody was in the first tenth of the class is asked, and the rank divided by the
-- size of the class is a feature.
CREATE VIEW stg_students AS
SELECT sat, verbmath, tothrs, colgpa, female, white, black, hsize, hsrank, hsperc FROM collegians;

CREATE TABLE mart_students AS
SELECT sat, verbmath, tothrs, colgpa, female, white, black, hsize,
  hsrank / hsize AS place_in_class, hsperc <= 10 AS is_first_tenth
FROM stg_students;

CREATE MODEL first_tenth
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_first_tenth'])
PREDICT AT NONE
AS SELECT * FROM mart_students;
