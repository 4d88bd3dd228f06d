-- L1.1, S9: NO_SPLIT learns every person, and the table of hits and errors is made of the same persons.
CREATE VIEW stg_people AS
SELECT educ, white, age, income, cigpric, restaurn = 1 AS is_restricted, cigs > 0 AS smokes,
  hash(educ, age, income, cigpric) % 5 = 0 AS is_kept_back
FROM smokers;

CREATE TABLE mart_people AS SELECT * FROM stg_people WHERE age < 80;

CREATE MODEL smoker
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['smokes'], data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS SELECT * EXCLUDE (is_kept_back) FROM mart_people;

CREATE TABLE rpt_errors AS
SELECT * FROM ML.CONFUSION_MATRIX(MODEL smoker, TABLE mart_people);
