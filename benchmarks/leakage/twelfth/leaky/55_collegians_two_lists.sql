-- L1.4, S8: the lists of good ranks and of good scores overlap, and who is on both is there twice.
CREATE VIEW top_of_class AS
SELECT sat, hsize, hsperc, female, white, athlete, verbmath, colgpa FROM collegians WHERE hsperc <= 20;

CREATE VIEW top_scores AS
SELECT sat, hsize, hsperc, female, white, athlete, verbmath, colgpa FROM collegians WHERE sat >= 1050;

CREATE TABLE scholars AS
SELECT * FROM top_of_class
UNION ALL
SELECT * FROM top_scores;

CREATE MODEL college_gpa
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['colgpa'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS SELECT * FROM scholars;
