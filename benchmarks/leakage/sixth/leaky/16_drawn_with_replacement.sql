-- L1.4, S8: a bootstrap sample: a thousand draws of 660 shoppers, so that most are drawn more than once,
-- and copies of one fall on both sides of the split.
CREATE TABLE numbered AS
SELECT row_number() OVER (ORDER BY id) AS n, regprc, ecoprc, hhsize, educ, faminc, age, male, ecolbs > 0 AS buys
FROM shoppers;
CREATE TABLE draws AS SELECT (1 + hash(d.i) % 660)::BIGINT AS n FROM range(1000) AS d(i);
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['buys']) PREDICT AT NONE
AS SELECT s.* EXCLUDE (n) FROM draws JOIN numbered AS s USING (n);
