-- Results in mathematics from the family and the kind of school; one row a pupil, reading left out as it is tested the same day.
CREATE VIEW families AS
SELECT
  id, female, asian, hispan, black, cathhs, parcath,
  greatest(motheduc, fatheduc) AS best_educ,
  abs(motheduc - fatheduc) AS educ_gap,
  lfaminc,
  math12
FROM pupils;

CREATE MODEL maths_at_twelve
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math12'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
TRANSFORM (
  female, asian, hispan, black, cathhs, parcath,
  ML.STANDARD_SCALER(best_educ) OVER () AS best_educ,
  educ_gap,
  ML.BUCKETIZE(lfaminc, [9.0, 10.0, 10.5, 11.0]) AS income_band,
  math12
)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM families;

CREATE TABLE maths_report AS SELECT mean_absolute_error, r2_score FROM ML.EVALUATE(MODEL maths_at_twelve);
