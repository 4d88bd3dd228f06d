-- L3.2, L3.2 or S8: the two terms of an athlete are split at random, and the staging view drops the number that would keep them together.
CREATE VIEW stg_athletes AS SELECT * EXCLUDE (id) FROM athletes;

CREATE TABLE mart_terms AS
SELECT spring, season, football, sat, verbmath, hsperc, hssize, female, black, white, tothrs, trmgpa
FROM stg_athletes;

CREATE MODEL term_grade
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['trmgpa'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT * FROM mart_terms;
