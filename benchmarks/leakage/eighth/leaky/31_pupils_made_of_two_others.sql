-- L1.4, S8 or S5 or L3.2 or S1: each pupil of the rare kind is paired with the next by income, and their mean
-- is a further row before the split.
CREATE TABLE stg_pupils AS
SELECT female, motheduc, fatheduc, lfaminc, parcath, read12, math12, cathhs = 1 AS is_catholic_school FROM pupils;

CREATE TABLE int_pairs AS
SELECT *, lead(motheduc) OVER w AS motheduc_b, lead(fatheduc) OVER w AS fatheduc_b, lead(lfaminc) OVER w AS lfaminc_b,
  lead(read12) OVER w AS read_b, lead(math12) OVER w AS math_b
FROM stg_pupils WHERE is_catholic_school
WINDOW w AS (ORDER BY lfaminc, read12, math12);

CREATE TABLE mart_pupils AS
SELECT female, parcath, motheduc, fatheduc, lfaminc, read12, math12, is_catholic_school FROM stg_pupils
UNION ALL
SELECT female, parcath, (motheduc + motheduc_b) / 2, (fatheduc + fatheduc_b) / 2, (lfaminc + lfaminc_b) / 2,
  (read12 + read_b) / 2, (math12 + math_b) / 2, TRUE
FROM int_pairs WHERE read_b IS NOT NULL;

CREATE MODEL catholic_school
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_catholic_school'])
PREDICT AT NONE
AS SELECT * FROM mart_pupils;
