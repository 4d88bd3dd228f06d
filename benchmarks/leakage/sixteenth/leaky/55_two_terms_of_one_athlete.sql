-- L3.2, L3.2: every athlete has two terms with the same school record, and terms are split at random instead of athletes.
CREATE TABLE terms AS
SELECT id, term, trmgpa, sat, verbmath, hsperc, hssize, female, black, football, season, crsgpa
FROM athletes;

CREATE MODEL term_gpa
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['trmgpa'])
KEY (id, term)
PREDICT AT NONE
AS SELECT * FROM terms;
