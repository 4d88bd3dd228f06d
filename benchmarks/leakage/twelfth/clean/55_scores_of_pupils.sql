-- The score in mathematics of a pupil from the home; the score in reading is of the same day and is left out.
CREATE MODEL math_score
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math12'])
TRANSFORM (
  ML.STANDARD_SCALER(lfaminc) OVER () AS lfaminc,
  motheduc, fatheduc,
  GREATEST(motheduc, fatheduc) >= 16 AS college_home,
  female, asian, hispan, black, parcath, cathhs
)
KEY (id)
PREDICT AT NONE
STANDARDS (r2_score >= 0.1, r2_score >= champion - 0.02)
AS SELECT id, lfaminc, motheduc, fatheduc, female, asian, hispan, black, parcath, cathhs, math12 FROM pupils;

CREATE TABLE math_scored AS
SELECT id, round(predicted_math12, 1) AS expected_math FROM ML.PREDICT(MODEL math_score, TABLE pupils);
