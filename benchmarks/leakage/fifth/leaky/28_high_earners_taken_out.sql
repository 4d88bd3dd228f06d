-- L3.3, S7 or S1: EXCEPT takes out those who earned much after the programme, and that is what is asked.
CREATE TABLE ordinary AS
SELECT age, educ, black, married, re74, re75, train, re78 FROM trainees
EXCEPT
SELECT age, educ, black, married, re74, re75, train, re78 FROM trainees WHERE re78 > 20;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['re78']) PREDICT AT NONE
AS SELECT * FROM ordinary;
