-- The same cells with their sizes; the size is carried for whoever weighs the predictions, and is no
-- feature.
CREATE TABLE cells AS
SELECT rate_marriage, religious, children, affairs > 0 AS had_one, count(*) AS n FROM affairs GROUP BY ALL;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['had_one'])
CARRY (n) PREDICT AT NONE
AS SELECT * FROM cells;
