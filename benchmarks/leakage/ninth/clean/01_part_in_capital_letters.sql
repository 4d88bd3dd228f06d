-- The part is called TEST on both sides: the model learns nothing of it, and the report is of it alone.
CREATE VIEW stg_men AS
SELECT pcnv, avgsen, tottime, durat, black, hispan, born60, narr86 > 0 AS is_arrested,
  hash(pcnv, avgsen, tottime, durat, black, hispan, born60) % 10 AS draw
FROM arrested;

CREATE TABLE mart_men AS
SELECT * EXCLUDE (draw), CASE WHEN draw < 6 THEN 'TRAIN' WHEN draw < 7 THEN 'VALID' ELSE 'TEST' END AS part FROM stg_men;

CREATE MODEL arrest
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_arrested'], data_split_method = 'NO_SPLIT')
PREDICT AT NONE
AS SELECT * EXCLUDE (part) FROM mart_men WHERE part <> 'TEST';

CREATE TABLE rpt_arrest AS
SELECT roc_auc, log_loss FROM ML.EVALUATE(MODEL arrest, (SELECT * EXCLUDE (part) FROM mart_men WHERE part = 'TEST'));
