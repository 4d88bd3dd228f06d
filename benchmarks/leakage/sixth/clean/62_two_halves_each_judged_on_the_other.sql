-- Both halves are learned from and both are judged, which looks like judging on what was learned; but each
-- by the model of the other.
CREATE VIEW panel AS SELECT county, year, density, taxpc, pctmin80, polpc, crmrte > 0.03 AS is_high FROM counties;
CREATE MODEL one OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_group_cols = ['county']
) PREDICT AT NONE AS SELECT * FROM panel WHERE county % 4 = 1;
CREATE MODEL two OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_group_cols = ['county']
) PREDICT AT NONE AS SELECT * FROM panel WHERE county % 4 = 3;
CREATE TABLE crossed AS
SELECT avg(roc_auc) AS roc_auc FROM (
  SELECT roc_auc FROM ML.EVALUATE(MODEL one, (SELECT * FROM panel WHERE county % 4 = 3))
  UNION ALL
  SELECT roc_auc FROM ML.EVALUATE(MODEL two, (SELECT * FROM panel WHERE county % 4 = 1))
);
