-- L1.3, S7: births more than two deviations from the mean weight (the label) are dropped before the split.
CREATE VIEW usual_births AS
SELECT *
FROM births
WHERE abs(bwght - (SELECT avg(bwght) FROM births)) <= 2 * (SELECT stddev(bwght) FROM births);

CREATE MODEL birth_weight
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['bwght'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT cigs, faminc, motheduc, fatheduc, parity, male, white, bwght FROM usual_births;
