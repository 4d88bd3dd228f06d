-- An ordinary project: each student once, and the training weighs the classes.
CREATE VIEW stg_students AS
SELECT sat, verbmath, tothrs, colgpa, hsize, hsperc, female, white, black, athlete = 1 AS is_athlete FROM collegians;

CREATE TABLE mart_students AS SELECT * FROM stg_students;

CREATE MODEL is_athlete
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_athlete'], auto_class_weights = TRUE,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM mart_students;

ASSERT (SELECT count(*) FROM mart_students) > 4000 AS 'all students were loaded';

CREATE TABLE rpt_quality AS SELECT "precision", recall, roc_auc FROM ML.EVALUATE(MODEL is_athlete);
