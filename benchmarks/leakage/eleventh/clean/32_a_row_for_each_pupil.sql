-- The tests are laid out long, the better and the mean of the two are taken, and a pupil is one row again before the split.
CREATE TABLE int_tests AS
UNPIVOT (
  SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, parcath, hsgrad, read12, math12 FROM pupils
) ON read12, math12 INTO NAME test VALUE score;

CREATE TABLE ft_pupils AS
SELECT id, female, asian, hispan, black, motheduc, fatheduc, lfaminc, cathhs, parcath, hsgrad = 1 AS graduates,
  max(score) AS best_score, avg(score) AS mean_score
FROM int_tests
GROUP BY ALL;

CREATE MODEL graduates
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['graduates'])
KEY (id)
PREDICT AT NONE
AS SELECT * FROM ft_pupils;
