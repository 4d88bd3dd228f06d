-- A second row with a little noise is made only of births that CUSTOM does not keep back, so the judged births have no
-- copies among the learned ones.
CREATE TABLE stg_births AS
SELECT faminc, cigtax, cigprice, fatheduc, motheduc, parity, male, white, cigs, bwght,
  hash(faminc, cigprice, bwght, parity, cigs, male, motheduc, fatheduc) % 5 = 0 AS is_test
FROM births;

CREATE TABLE augmented_births AS
SELECT faminc, cigprice, fatheduc, motheduc, parity, male, white, cigs, bwght, is_test FROM stg_births
UNION ALL
SELECT faminc * 1.02 + 0.25, cigprice, fatheduc, motheduc, parity, male, white, greatest(cigs - 1, 0), bwght, is_test
FROM stg_births WHERE NOT is_test;

CREATE MODEL birth_weight
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['bwght'], data_split_method = 'CUSTOM',
  data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM augmented_births;
