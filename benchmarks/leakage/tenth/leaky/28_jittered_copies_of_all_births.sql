-- L1.4, S8: every birth is there twice, the second time with a little noise on income and cigarettes, and the random
-- split does not keep the two together.
CREATE TABLE stg_births AS
SELECT faminc, cigtax, cigprice, fatheduc, motheduc, parity, male, white, cigs, bwght,
  hash(faminc, cigprice, bwght, parity, cigs, male, motheduc, fatheduc) % 5 = 0 AS is_test
FROM births;

CREATE TABLE augmented_births AS
SELECT faminc, cigprice, fatheduc, motheduc, parity, male, white, cigs, bwght FROM stg_births
UNION ALL
SELECT faminc * 1.02 + 0.25, cigprice, fatheduc, motheduc, parity, male, white, greatest(cigs - 1, 0), bwght
FROM stg_births;

CREATE MODEL birth_weight
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['bwght'], data_split_method = 'RANDOM'
)
PREDICT AT NONE
AS SELECT * FROM augmented_births;
