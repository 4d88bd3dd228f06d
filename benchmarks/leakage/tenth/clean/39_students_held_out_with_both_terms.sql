-- The holdout takes students with both their terms; the training view is everybody who is not among them.
CREATE VIEW stg_terms AS
SELECT id, term, sat, verbmath, hsperc, hssize, season, spring, female, black, white, football, tothrs, trmgpa
FROM athletes;
CREATE TABLE holdout_keys AS
SELECT id, term FROM stg_terms WHERE hash(id) % 4 = 1;
CREATE VIEW terms_learned AS
SELECT s.* FROM stg_terms AS s ANTI JOIN holdout_keys AS h ON h.id = s.id;
CREATE VIEW terms_held_out AS
SELECT s.* FROM stg_terms AS s SEMI JOIN holdout_keys AS h ON h.id = s.id;

CREATE MODEL term_grade
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['trmgpa'], data_split_group_cols = ['id'])
KEY (id, term)
PREDICT AT NONE
AS SELECT * FROM terms_learned;

CREATE TABLE term_grade_quality AS
SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL term_grade, TABLE terms_held_out);
