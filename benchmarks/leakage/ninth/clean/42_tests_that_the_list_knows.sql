-- The list of bands has no middle one, and the join drops those whose entry test, taken before, lies there.
CREATE TABLE dim_bands AS
SELECT * FROM (VALUES ('low', 0, 23), ('high', 25, 101)) AS v(band, least, below);

CREATE VIEW stg_students AS
SELECT age, work, study, econhs, hsgpa, act, mathscr, calculus, attexc, fathcoll, mothcoll, score FROM economics WHERE act IS NOT NULL;

CREATE TABLE mart_students AS
SELECT s.age, s.work, s.study, s.econhs, s.hsgpa, s.act, s.mathscr, s.calculus, s.fathcoll, s.score
FROM stg_students AS s
JOIN dim_bands AS b ON s.act >= b.least AND s.act < b.below;

CREATE MODEL passes_course
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['passes'])
PREDICT AT NONE
AS SELECT * EXCLUDE (score), score >= 72 AS passes FROM mart_students;
