-- mathematics in the twelfth year from families, with gaps filled from training rows.
CREATE VIEW families AS
SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, parcath, math12
FROM pupils;

CREATE MODEL math_of_pupils
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math12'])
TRANSFORM (
  female, asian, hispan, black, parcath, lfaminc,
  motheduc IS NULL AS no_motheduc,
  ML.IMPUTER(motheduc, 'median') OVER () AS motheduc,
  ML.IMPUTER(fatheduc, 'median') OVER () AS fatheduc
)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM families;
