-- L2, S1: the second branch lists its columns in another order, and UNION ALL goes by position: for those
-- who were not trained the earnings of 1978 stand under the name of 1975.
CREATE VIEW earnings AS
SELECT age, educ, married, re75, re78 FROM trainees WHERE train = 1
UNION ALL
SELECT age, educ, married, re78, re75 FROM trainees WHERE train = 0;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['re78']) PREDICT AT NONE
AS SELECT * FROM earnings;
