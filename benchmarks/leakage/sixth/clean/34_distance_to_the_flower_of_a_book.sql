-- The same distance to a flower that a book of botany describes: three constants, no row of the table.
CREATE TABLE described AS SELECT [1.5, 0.2, 5.0] AS setosa;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_setosa']) PREDICT AT NONE
AS
SELECT i.sepal_width, ML.DISTANCE([i.petal_length, i.petal_width, i.sepal_length], c.setosa) AS from_setosa,
  i.species = 0 AS is_setosa
FROM irises AS i CROSS JOIN described AS c;
