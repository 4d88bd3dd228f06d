-- The same pairs, but both races of a pair are of one state, and states stay together: no race is on both
-- sides.
CREATE TABLE pairs AS
SELECT a.state, a.vote88 - b.vote88 AS votes, a.inexp88 - b.inexp88 AS money, a.tenure - b.tenure AS tenure,
  a.vote90 > b.vote90 AS is_first
FROM races AS a JOIN races AS b ON a.state = b.state AND a.district < b.district;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_first'], data_split_group_cols = ['state']
)
PREDICT AT NONE
AS SELECT * FROM pairs;
