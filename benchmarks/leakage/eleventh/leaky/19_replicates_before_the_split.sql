-- L1.4, S8: four resamples of the pupils are stacked, and only then is the test drawn, row by row.
CREATE TABLE stg_pupils AS
SELECT id, read12, female, asian, hispan, black, motheduc, fatheduc, lfaminc, parcath, math12 >= 55 AS good_at_maths
FROM pupils;

CREATE TABLE int_replicates AS
SELECT p.*, r.rep, hash(p.id, r.rep, 'test') % 5 = 0 AS is_test
FROM stg_pupils AS p CROSS JOIN range(4) AS r(rep)
WHERE hash(p.id, r.rep) % 3 < 2;

CREATE MODEL good_at_maths
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['good_at_maths'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id, rep)
PREDICT AT NONE
AS SELECT * FROM int_replicates;
