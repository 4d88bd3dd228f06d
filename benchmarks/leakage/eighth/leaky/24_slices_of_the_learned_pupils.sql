-- L1.1, S9: the model is judged for girls and boys apart, by pupils of whom it has learned all but a few.
CREATE TABLE mart_pupils AS
SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, parcath, cathhs, read12, math12 FROM pupils;

CREATE VIEW mart_learning AS SELECT * FROM mart_pupils;
CREATE VIEW mart_judging AS SELECT * FROM mart_pupils;

CREATE MODEL mathematics
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math12'], data_split_method = 'NO_SPLIT')
KEY (id)
PREDICT AT NONE
AS SELECT * FROM mart_learning;

CREATE TABLE rpt_slices AS
SELECT 'girls' AS slice, * FROM ML.EVALUATE(MODEL mathematics, (SELECT * FROM mart_judging WHERE female = 1))
UNION ALL
SELECT 'boys', * FROM ML.EVALUATE(MODEL mathematics, (SELECT * FROM mart_judging WHERE female = 0));
