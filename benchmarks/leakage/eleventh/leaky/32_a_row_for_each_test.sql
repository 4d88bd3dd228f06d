-- L3.2, L3.2 or S8: a pupil has a row for reading and one for mathematics with the same background and the same answer, and rows are split at random.
CREATE TABLE int_tests AS
UNPIVOT (
  SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, parcath, hsgrad, read12, math12 FROM pupils
) ON read12, math12 INTO NAME test VALUE score;

CREATE MODEL graduates
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['graduates'])
KEY (id, test)
PREDICT AT NONE
AS
SELECT id, test, score, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, parcath, hsgrad = 1 AS graduates
FROM int_tests;
