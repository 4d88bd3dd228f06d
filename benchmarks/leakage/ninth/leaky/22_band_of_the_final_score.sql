-- L2, S1: the band is looked up by the score that is asked for.
CREATE TABLE dim_bands AS
SELECT * FROM (VALUES ('e', 0, 50), ('d', 50, 60), ('c', 60, 70), ('b', 70, 80), ('a', 80, 101)) AS v(band, least, below);

CREATE VIEW stg_students AS
SELECT age, work, study, econhs, hsgpa, act, mathscr, male, calculus, fathcoll, mothcoll, score FROM economics WHERE act IS NOT NULL;

CREATE TABLE mart_students AS
SELECT s.age, s.work, s.study, s.econhs, s.hsgpa, s.mathscr, s.calculus, b.band, s.score >= 70 AS passes
FROM stg_students AS s
LEFT JOIN dim_bands AS b ON s.score >= b.least AND s.score < b.below;

CREATE MODEL passes_course
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['passes'])
PREDICT AT NONE
AS SELECT * FROM mart_students;
