-- L1.4, S8: each man is written as often as his survey weight says, and the copies are split at random.
CREATE TABLE int_expanded AS
SELECT m.id, c.copy_no, m.educ, m.exper, m.black, m.smsa, m.south, m.KWW, m.nearc4, m.libcrd14, m.lwage
FROM young_men AS m, range(CAST(ceil(m.weight / 250000.0) AS BIGINT)) AS c(copy_no);

CREATE MODEL pay_of_all_men
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], data_split_method = 'RANDOM',
  data_split_eval_fraction = 0.25
)
KEY (id, copy_no)
PREDICT AT NONE
AS SELECT * FROM int_expanded;
