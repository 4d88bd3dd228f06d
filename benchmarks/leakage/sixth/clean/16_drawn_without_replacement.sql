-- Four hundred shoppers in the order of a hash: a sample in which nobody is twice.
CREATE TABLE drawn AS
SELECT id, regprc, ecoprc, hhsize, educ, faminc, age, male, ecolbs > 0 AS buys
FROM shoppers
QUALIFY row_number() OVER (ORDER BY hash(id), id) <= 400;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['buys'])
KEY (id) PREDICT AT NONE
AS SELECT * FROM drawn;
