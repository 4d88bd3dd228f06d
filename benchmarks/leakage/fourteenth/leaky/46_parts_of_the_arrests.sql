-- L2, S1 or S2: arrests for felonies and for property in 1986 are parts of the arrests in 1986.
CREATE MODEL arrested_again
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['was_arrested'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT
  nfarr86, nparr86, pcnv, avgsen, tottime, durat, black, hispan, born60,
  narr86 > 0 AS was_arrested
FROM arrested;
