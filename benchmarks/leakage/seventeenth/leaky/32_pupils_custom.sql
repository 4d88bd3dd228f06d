-- L1.1, S9 or S8: the validation pupils are marked in a second copy and stay in the training part as well.
CREATE VIEW math_rows AS
SELECT id, female, black, hispan, asian, motheduc, fatheduc, lfaminc, cathhs, math12, FALSE AS is_validation
FROM pupils
UNION ALL
SELECT id, female, black, hispan, asian, motheduc, fatheduc, lfaminc, cathhs, math12, TRUE AS is_validation
FROM pupils
WHERE id % 5 = 0;

CREATE MODEL math_score
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math12'],
  data_split_method = 'CUSTOM', data_split_col = 'is_validation'
)
KEY (id, is_validation)
PREDICT AT NONE
AS SELECT * FROM math_rows;
