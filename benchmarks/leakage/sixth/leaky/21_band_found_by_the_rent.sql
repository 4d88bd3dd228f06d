-- L2, S1: the band is looked up by a range join, and the range is that of the rent itself, the answer.
-- A careless reader sees a small table of descriptions.
CREATE TABLE bands AS
SELECT * FROM (VALUES (0, 220, 'cheap'), (220, 330, 'usual'), (330, 5000, 'dear')) AS b(low, high, kind);
CREATE TABLE towns AS
SELECT c.city, c.year, c.pop, c.enroll, c.avginc, b.kind, c.rent
FROM cities AS c JOIN bands AS b ON c.rent >= b.low AND c.rent < b.high;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['rent'], data_split_group_cols = ['city'])
PREDICT AT NONE
AS SELECT * FROM towns;
