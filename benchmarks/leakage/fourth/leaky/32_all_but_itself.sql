-- L1.2, S1: a leave-one-out encoding takes the row's own answer out of the sum of all rows: the answers of the test are in it, and within a group what is missing tells the own one.
CREATE TABLE loo AS
SELECT age, prewage, head, durat,
  (sum(durat) OVER (PARTITION BY injtype) - durat) / nullif(count(*) OVER (PARTITION BY injtype) - 1, 0) AS type_weeks
FROM injuries;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['durat']) PREDICT AT NONE
AS SELECT age, prewage, head, type_weeks, durat FROM loo;
