-- L1.4, S8 or L3.2: the join to the members of the household gives four rows an interview, all with its answer,
-- and the split does not keep them together.
CREATE TABLE stg_members AS
SELECT id, 'under 5' AS age_group, numlt5 AS n FROM shoppers
UNION ALL SELECT id, '5 to 17', num5_17 FROM shoppers
UNION ALL SELECT id, '18 to 64', num18_64 FROM shoppers
UNION ALL SELECT id, 'over 64', numgt64 FROM shoppers;

CREATE TABLE mart_interviews AS
SELECT s.id, s.educ, s.faminc, s.age, s.male, s.regprc, s.ecoprc, m.age_group, m.age_group AS members, m.n, s.ecolbs > 0 AS buys
FROM shoppers AS s LEFT JOIN stg_members AS m ON m.id = s.id;

CREATE MODEL buyers
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['buys'])
KEY (id, age_group)
PREDICT AT NONE
AS SELECT * FROM mart_interviews;
