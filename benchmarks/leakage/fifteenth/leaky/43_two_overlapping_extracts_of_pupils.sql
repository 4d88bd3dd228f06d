-- L1.4, S8: pupils in Catholic schools with Catholic parents come in both extracts, so twice.
CREATE VIEW catholic_parents AS SELECT * FROM pupils WHERE parcath = 1;
CREATE VIEW catholic_schools AS SELECT * FROM pupils WHERE cathhs = 1;

CREATE TABLE sample_of_pupils AS
SELECT * FROM catholic_parents
UNION ALL
SELECT * FROM catholic_schools;

CREATE MODEL maths
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math12'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, parcath, math12
FROM sample_of_pupils;
