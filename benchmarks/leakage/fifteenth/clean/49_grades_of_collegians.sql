-- Grades at college from school and SAT, which come before them; one row a student.
CREATE VIEW freshmen AS
SELECT
  sat, verbmath, hsize, hsperc, female, black, white, athlete,
  CASE WHEN hsperc <= 10 THEN 'top' WHEN hsperc <= 30 THEN 'good' ELSE 'rest' END AS school_rank,
  colgpa
FROM collegians;

CREATE MODEL college_grade
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['colgpa'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2, max_iterations = 80
)
PREDICT AT NONE
AS SELECT * FROM freshmen;

CREATE TABLE grade_importance AS SELECT * FROM ML.FEATURE_IMPORTANCE(MODEL college_grade);
