-- L2, S1 or S2: the share of felonies among the arrests is NULL exactly where there was no arrest, which is the question.
CREATE VIEW stg_men AS
SELECT pcnv, avgsen, tottime, durat, black, hispan, born60, nfarr86, narr86,
  hash(pcnv, avgsen, tottime, durat, black, hispan, born60) % 4 = 0 AS is_test
FROM arrested;

CREATE TABLE int_men AS
SELECT pcnv, avgsen, tottime, durat, black, hispan, born60,
  nfarr86 / nullif(narr86, 0) AS share,
  narr86, is_test
FROM stg_men;

CREATE TABLE mart_men AS
SELECT * EXCLUDE (narr86), narr86 > 0 AS is_arrested FROM int_men;

CREATE MODEL arrest
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['is_arrested'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM mart_men;
