-- L1.4, S8: the two exports round the rank differently, UNION does not see that their rows are the same, and most students
-- stand there twice.
CREATE VIEW stg_export_registry AS
SELECT sat, verbmath, hsize, round(hsperc, 1) AS hsperc, athlete, female, black, colgpa FROM collegians;

CREATE VIEW stg_export_faculty AS
SELECT sat, verbmath, hsize, round(hsperc, 0) AS hsperc, athlete, female, black, colgpa FROM collegians WHERE tothrs > 20;

CREATE TABLE mart_collegians AS
SELECT * FROM stg_export_registry
UNION
SELECT * FROM stg_export_faculty;

CREATE MODEL good_grades
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_good'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * EXCLUDE (colgpa), colgpa >= 3 AS is_good FROM mart_collegians;
