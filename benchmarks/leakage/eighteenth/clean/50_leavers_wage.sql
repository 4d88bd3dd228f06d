-- Wages of those who left college, from years of study and work; one row for each person.
CREATE MODEL wage_of_leavers
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], l2_reg = 1)
KEY (id)
PREDICT AT NONE
AS
SELECT id, female, black, hispanic, phsrank, jc, univ, exper, AA, BA, ne, nc, south, lwage
FROM leavers;
