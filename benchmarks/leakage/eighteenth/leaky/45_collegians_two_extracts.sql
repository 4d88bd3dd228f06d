-- L1.4, S8: the extract of the registrar and that of the sports office overlap, so athletes and women come twice.
CREATE VIEW all_extracts AS
SELECT 'registrar' AS extract, sat, verbmath, hsize, hsperc, female, athlete, white, black, colgpa
FROM collegians
UNION ALL
SELECT 'programmes' AS extract, sat, verbmath, hsize, hsperc, female, athlete, white, black, colgpa
FROM collegians
WHERE athlete = 1 OR female = 1;

CREATE MODEL grades
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['colgpa'], max_iterations = 100)
PREDICT AT NONE
AS SELECT * FROM all_extracts;
