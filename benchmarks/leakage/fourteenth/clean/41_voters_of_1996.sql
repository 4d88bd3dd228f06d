-- The vote of 1996 from the interview before the election: places on the scale from left to right, party, age, education, income.
CREATE VIEW interviews AS
SELECT
  popul, TVnews, selfLR, PID, age, educ, income,
  abs(selfLR - ClinLR) AS far_from_clinton,
  abs(selfLR - DoleLR) AS far_from_dole,
  vote
FROM voters;

CREATE MODEL dole_voter
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['vote'], l2_reg = 0.01,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
TRANSFORM (ML.BUCKETIZE(popul, [10, 100, 1000]) AS town_size, * EXCEPT (popul))
PREDICT AT NONE
AS SELECT * FROM interviews;
