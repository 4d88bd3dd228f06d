-- L1.4, S8: pupils without a degree are repeated before the random split, and each copy has its own key.
CREATE TABLE balanced_pupils AS
SELECT row_number() OVER (ORDER BY p.id, c.copy) AS row_no,
  p.read12, p.math12, p.female, p.hispan, p.black, p.motheduc, p.fatheduc, p.lfaminc, p.cathhs, p.hsgrad
FROM pupils AS p
JOIN range(1, 10) AS c(copy) ON c.copy = 1 OR p.hsgrad = 0
WHERE p.hsgrad IS NOT NULL;

CREATE MODEL graduates
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['hsgrad'],
  data_split_method = 'RANDOM', max_tree_depth = 15)
KEY (row_no)
PREDICT AT NONE
AS SELECT * FROM balanced_pupils;
