-- Whether a man is arrested in 1986, from his record before that year only.
CREATE MODEL arrested_in_86
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['was_arrested'],
  data_split_method = 'RANDOM', auto_class_weights = TRUE
)
PREDICT AT NONE
AS
SELECT narr86 > 0 AS was_arrested, pcnv, avgsen, tottime, black, hispan, born60
FROM arrested;
