-- An ordinary project: the course until the final, and the final is only the answer.
CREATE VIEW stg_course AS
SELECT attend AS n_attended, hwrte AS homework, priGPA AS grade_before, ACT AS entry_test, frosh, soph, final AS points
FROM attendance;

CREATE TABLE mart_course AS SELECT * EXCLUDE (points), points >= 26 AS passes FROM stg_course;

CREATE MODEL passes
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['passes'])
PREDICT AT NONE
AS SELECT * FROM mart_course;

CREATE TABLE rpt_course AS
SELECT frosh, soph, count(*) AS n, avg(points) AS mean_points, avg(n_attended) AS mean_attended FROM stg_course GROUP BY 1, 2;
