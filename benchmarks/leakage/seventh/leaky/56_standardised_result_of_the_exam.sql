-- L2, S1 or S2: the result of the final is in the table twice, once as points and once standardised; the points became the
-- answer and the other stayed among the features.
CREATE VIEW stg_course AS
SELECT attend AS n_attended, hwrte AS homework, priGPA AS grade_before, ACT AS entry_test, frosh, soph, final AS points,
  stndfnl AS result_z
FROM attendance;

CREATE TABLE mart_course AS SELECT * EXCLUDE (points), points >= 26 AS passes FROM stg_course;

CREATE MODEL passes
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['passes'])
PREDICT AT NONE
AS SELECT * FROM mart_course;
