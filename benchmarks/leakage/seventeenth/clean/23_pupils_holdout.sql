-- Reading scores, trained on four fifths of the pupils and evaluated on the rest.
CREATE VIEW pupil_parts AS
SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, parcath, read12, hash(id) % 5 = 0 AS is_holdout
FROM pupils;

CREATE MODEL reading
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['read12'], data_split_method = 'NO_SPLIT')
KEY (id)
PREDICT AT NONE
AS SELECT * EXCLUDE (is_holdout) FROM pupil_parts WHERE NOT is_holdout;

CREATE TABLE reading_quality AS
SELECT r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL reading, (SELECT * EXCLUDE (is_holdout) FROM pupil_parts WHERE is_holdout));
