-- EXCEPT takes out those who earned much before the programme, which is known when they apply.
CREATE TABLE ordinary AS
SELECT age, educ, black, married, re74, re75, train, re78 FROM trainees
EXCEPT
SELECT age, educ, black, married, re74, re75, train, re78 FROM trainees WHERE re75 > 10;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['re78']) PREDICT AT NONE
AS SELECT * FROM ordinary;
