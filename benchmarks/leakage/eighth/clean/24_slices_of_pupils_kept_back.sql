-- The same two slices, of the fifth of the pupils whom the model was not given.
CREATE TABLE mart_pupils AS
SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, parcath, cathhs, read12, math12 FROM pupils;

CREATE VIEW mart_learning AS SELECT * FROM mart_pupils WHERE hash(id) % 5 <> 0;
CREATE VIEW mart_judging AS SELECT * FROM mart_pupils WHERE hash(id) % 5 = 0;

CREATE MODEL mathematics
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math12'], data_split_method = 'NO_SPLIT')
KEY (id)
PREDICT AT NONE
AS SELECT * FROM mart_learning;

CREATE TABLE rpt_slices AS
SELECT 'girls' AS slice, * FROM ML.EVALUATE(MODEL mathematics, (SELECT * FROM mart_judging WHERE female = 1))
UNION ALL
SELECT 'boys', * FROM ML.EVALUATE(MODEL mathematics, (SELECT * FROM mart_judging WHERE female = 0));
