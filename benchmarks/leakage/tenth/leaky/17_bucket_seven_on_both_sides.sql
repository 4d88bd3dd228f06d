-- L1.1, S9: pupils of bucket 7 are in the training view and in the holdout view, because BETWEEN includes both ends.
CREATE MACRO pupil_bucket(pupil) AS hash(pupil) % 10;

CREATE TABLE pupil_facts AS
SELECT id, pupil_bucket(id) AS bucket, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, parcath,
  math12
FROM pupils;
CREATE VIEW pupils_train AS SELECT * EXCLUDE (bucket) FROM pupil_facts WHERE bucket BETWEEN 0 AND 7;
CREATE VIEW pupils_holdout AS SELECT * EXCLUDE (bucket) FROM pupil_facts WHERE bucket BETWEEN 7 AND 9;

CREATE MODEL math_score
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math12'])
TRANSFORM (
  ML.IMPUTER(motheduc, 'mean') OVER () AS motheduc, ML.IMPUTER(fatheduc, 'mean') OVER () AS fatheduc,
  lfaminc, female, asian, hispan, black, cathhs, parcath, math12
)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM pupils_train;

CREATE TABLE math_score_holdout AS
SELECT 'holdout' AS part, mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL math_score, TABLE pupils_holdout);
