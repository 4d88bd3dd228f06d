-- The test is drawn by pupil before the resampling; a pupil of the test stands in it once, and in no resample.
CREATE TABLE stg_pupils AS
SELECT id, read12, female, asian, hispan, black, motheduc, fatheduc, lfaminc, parcath, math12 >= 55 AS good_at_maths,
  hash(id, 'test') % 5 = 0 AS is_test
FROM pupils;

CREATE TABLE int_replicates AS
SELECT p.*, r.rep
FROM stg_pupils AS p CROSS JOIN range(4) AS r(rep)
WHERE (NOT p.is_test AND hash(p.id, r.rep) % 3 < 2) OR (p.is_test AND r.rep = 0);

CREATE MODEL good_at_maths
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['good_at_maths'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id, rep)
PREDICT AT NONE
AS SELECT * FROM int_replicates;
