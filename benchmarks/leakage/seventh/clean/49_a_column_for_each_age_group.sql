-- The members of the household are counted into columns, and each interview stays one row.
CREATE TABLE stg_members AS
SELECT id, 'under 5' AS age_group, numlt5 AS n FROM shoppers
UNION ALL SELECT id, '5 to 17', num5_17 FROM shoppers
UNION ALL SELECT id, '18 to 64', num18_64 FROM shoppers
UNION ALL SELECT id, 'over 64', numgt64 FROM shoppers;

CREATE TABLE int_households AS
SELECT id, sum(n) AS n_members, sum(n) FILTER (WHERE age_group IN ('under 5', '5 to 17')) AS n_children,
  sum(n) FILTER (WHERE age_group = 'over 64') AS n_old
FROM stg_members GROUP BY id;

CREATE TABLE mart_interviews AS
SELECT s.id, s.educ, s.faminc, s.age, s.male, s.regprc, s.ecoprc, h.n_members, h.n_children, h.n_old, s.ecolbs > 0 AS buys
FROM shoppers AS s LEFT JOIN int_households AS h ON h.id = s.id;

CREATE MODEL buyers
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['buys'])
KEY (id)
PREDICT AT NONE
AS SELECT * FROM mart_interviews;
