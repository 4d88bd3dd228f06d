-- L1.4, S8: a small table says how often a student of each kind is to be copied, before the split.
CREATE VIEW stg_students AS
SELECT sat, verbmath, tothrs, colgpa, hsize, hsperc, female, white, black, athlete = 1 AS is_athlete FROM collegians;

CREATE TABLE dim_copies AS
SELECT is_athlete, unnest(range(CASE WHEN is_athlete THEN 12 ELSE 1 END)) AS copy
FROM (SELECT DISTINCT is_athlete FROM stg_students);

CREATE TABLE mart_students AS SELECT s.* FROM stg_students AS s JOIN dim_copies AS c ON c.is_athlete = s.is_athlete;

CREATE MODEL is_athlete
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_athlete'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM mart_students;
