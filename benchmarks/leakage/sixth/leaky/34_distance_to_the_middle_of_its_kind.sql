-- L1.2, S1 or S5: how far a flower is from the middle of all setosas, of those kept back, too: the middle was
-- found by the answer, on all rows.
CREATE TABLE middle AS
SELECT [avg(petal_length), avg(petal_width), avg(sepal_length)] AS setosa FROM irises WHERE species = 0;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_setosa']) PREDICT AT NONE
AS
SELECT i.sepal_width, ML.DISTANCE([i.petal_length, i.petal_width, i.sepal_length], c.setosa) AS from_setosa,
  i.species = 0 AS is_setosa
FROM irises AS i CROSS JOIN middle AS c;
