-- L3.2: each row is a pair of races of one state, and which of the two was won higher. A race is in as many pairs as
-- it has neighbours, and these fall on both sides: that a beats b and b beats c tells of a and c.
CREATE TABLE pairs AS
SELECT a.vote88 - b.vote88 AS votes, a.inexp88 - b.inexp88 AS money, a.tenure - b.tenure AS tenure,
  a.vote90 > b.vote90 AS is_first
FROM races AS a JOIN races AS b ON a.state = b.state AND a.district < b.district;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_first']) PREDICT AT NONE
AS SELECT * FROM pairs;
