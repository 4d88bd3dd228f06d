-- The model learns four in five persons, and the table is made of the fifth.
CREATE VIEW stg_people AS
SELECT educ, white, age, income, cigpric, restaurn = 1 AS is_restricted, cigs > 0 AS smokes,
  hash(educ, age, income, cigpric) % 5 = 0 AS is_kept_back
FROM smokers;

CREATE TABLE mart_people AS SELECT * FROM stg_people WHERE age < 80;

CREATE MODEL smoker
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['smokes'], data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS SELECT * EXCLUDE (is_kept_back) FROM mart_people
WHERE NOT is_kept_back;

CREATE TABLE rpt_errors AS
SELECT * FROM ML.CONFUSION_MATRIX(MODEL smoker, (SELECT * FROM mart_people WHERE is_kept_back));
