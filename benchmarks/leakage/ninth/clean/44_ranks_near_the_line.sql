-- Students whose rank at school lies far from the line of their test are dropped as mistakes, whatever their grade.
CREATE VIEW stg_collegians AS
SELECT sat, verbmath, hsize, hsperc, athlete, female, black, colgpa FROM collegians;

CREATE TABLE int_checked AS
SELECT *, hsperc - (54 - 0.034 * sat) AS residual FROM stg_collegians;

CREATE TABLE mart_collegians AS
SELECT * EXCLUDE (residual) FROM int_checked WHERE abs(residual) < 25;

CREATE MODEL grade_at_college
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['colgpa'])
PREDICT AT NONE
AS SELECT * FROM mart_collegians;
