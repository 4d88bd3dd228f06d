-- L1.1, S9: two models learn on two halves, and a union averages how they are judged; but the halves are
-- not crossed: each is judged on its own.
CREATE VIEW panel AS SELECT county, year, density, taxpc, pctmin80, polpc, crmrte > 0.03 AS is_high FROM counties;
CREATE MODEL one OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_group_cols = ['county']
) PREDICT AT NONE AS SELECT * FROM panel WHERE county % 4 = 1;
CREATE MODEL two OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_group_cols = ['county']
) PREDICT AT NONE AS SELECT * FROM panel WHERE county % 4 = 3;
CREATE TABLE crossed AS
SELECT avg(roc_auc) AS roc_auc FROM (
  SELECT roc_auc FROM ML.EVALUATE(MODEL one, (SELECT * FROM panel WHERE county % 4 = 1))
  UNION ALL
  SELECT roc_auc FROM ML.EVALUATE(MODEL two, (SELECT * FROM panel WHERE county % 4 = 3))
);
