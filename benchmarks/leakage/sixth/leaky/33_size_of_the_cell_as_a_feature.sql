-- L2, S1 or S5: the rows are cells of equal answers, and how many women a cell has is a feature: of two cells
-- that differ in the answer only, the large one is mostly that of no affair.
CREATE TABLE cells AS
SELECT rate_marriage, religious, children, affairs > 0 AS had_one, count(*) AS n FROM affairs GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['had_one']) PREDICT AT NONE
AS SELECT * FROM cells;
