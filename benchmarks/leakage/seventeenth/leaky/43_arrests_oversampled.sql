-- L1.4, S8: men who were arrested are repeated three times before the split, so that copies of one man train and judge.
CREATE TABLE arrested_balanced AS
WITH numbered AS (
  SELECT row_number() OVER (ORDER BY narr86, pcnv, avgsen, tottime, inc86, durat, qemp86, ptime86, black, hispan, born60) AS man,
    pcnv, avgsen, tottime, black, hispan, born60, narr86 > 0 AS was_arrested
  FROM arrested
)
SELECT n.*, k.copy
FROM numbered n
JOIN (SELECT unnest([1, 2, 3]) AS copy) k ON k.copy = 1 OR n.was_arrested;

CREATE MODEL arrest_risk
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['was_arrested'], data_split_method = 'RANDOM')
KEY (man, copy)
PREDICT AT NONE
AS SELECT * FROM arrested_balanced;
