-- The branches list their columns in different orders, as if the years were swapped; BY NAME puts each
-- under its own name.
CREATE VIEW earnings AS
SELECT age, educ, married, re75, re78 FROM trainees WHERE train = 1
UNION ALL BY NAME
SELECT age, educ, married, re78, re75 FROM trainees WHERE train = 0;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['re78']) PREDICT AT NONE
AS SELECT * FROM earnings;
