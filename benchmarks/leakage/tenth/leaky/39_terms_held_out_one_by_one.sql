-- L3.2, L3.2 or S9: the holdout takes single terms, so the other term of a held-out student, with the same school
-- record, is among the learned rows.
CREATE VIEW stg_terms AS
SELECT id, term, sat, verbmath, hsperc, hssize, season, spring, female, black, white, football, tothrs, trmgpa
FROM athletes;
CREATE TABLE holdout_keys AS
SELECT id, term FROM stg_terms WHERE hash(id, term) % 4 = 1;
CREATE VIEW terms_learned AS
SELECT s.* FROM stg_terms AS s ANTI JOIN holdout_keys AS h ON h.id = s.id AND h.term = s.term;
CREATE VIEW terms_held_out AS
SELECT s.* FROM stg_terms AS s SEMI JOIN holdout_keys AS h ON h.id = s.id AND h.term = s.term;

CREATE MODEL term_grade
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['trmgpa'], data_split_group_cols = ['id'])
KEY (id, term)
PREDICT AT NONE
AS SELECT * FROM terms_learned;

CREATE TABLE term_grade_quality AS
SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL term_grade, TABLE terms_held_out);
