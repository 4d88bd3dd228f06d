-- The same range join, by the mean income of the town, which is no answer.
CREATE TABLE bands AS
SELECT * FROM (VALUES (0, 12000, 'poor'), (12000, 20000, 'usual'), (20000, 500000, 'rich')) AS b(low, high, kind);
CREATE TABLE towns AS
SELECT c.city, c.year, c.pop, c.enroll, c.avginc, b.kind, c.rent
FROM cities AS c JOIN bands AS b ON c.avginc >= b.low AND c.avginc < b.high;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['rent'], data_split_group_cols = ['city'])
PREDICT AT NONE
AS SELECT * FROM towns;
