-- L1.3, S1: the column is used only if it goes with the label on all rows, test rows too.
CREATE TABLE strength AS SELECT corr(LOWINC, MATHTOT) AS c1, corr(PTRATIO, MATHTOT) AS c2 FROM schools;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['MATHTOT'])
PREDICT AT NONE
AS SELECT CASE WHEN abs(s.c1) > 0.1 THEN t.LOWINC END AS low_income, CASE WHEN abs(s.c2) > 0.1 THEN t.PTRATIO END AS ratio, t.MATHTOT
FROM schools t CROSS JOIN strength s;
