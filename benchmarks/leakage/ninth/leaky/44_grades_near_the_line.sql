-- L3.3, S7: students whose grade, the answer, lies far from the line of their test are dropped as mistakes.
CREATE VIEW stg_collegians AS
SELECT sat, verbmath, hsize, hsperc, athlete, female, black, colgpa FROM collegians;

CREATE TABLE int_checked AS
SELECT *, colgpa - (0.66 + 0.0019 * sat) AS residual FROM stg_collegians;

CREATE TABLE mart_collegians AS
SELECT * EXCLUDE (residual) FROM int_checked WHERE abs(residual) < 0.7;

CREATE MODEL grade_at_college
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['colgpa'])
PREDICT AT NONE
AS SELECT * FROM mart_collegians;
