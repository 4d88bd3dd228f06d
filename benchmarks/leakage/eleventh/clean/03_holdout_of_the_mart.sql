-- The report reads the rows that the model's own flag keeps for the test.
CREATE TABLE ft_men AS
SELECT id, educ, exper, age, fatheduc, motheduc, KWW, black, smsa, south, nearc4, lwage, hash(id) % 5 = 0 AS is_test
FROM young_men;

CREATE MODEL pay
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM ft_men;

CREATE VIEW qa_holdout AS
SELECT * FROM ft_men WHERE is_test;

CREATE TABLE rpt_pay_errors AS
SELECT black, south, sqrt(avg((predicted_lwage - lwage) ^ 2)) AS rmse, count(*) AS n
FROM ML.PREDICT(MODEL pay, TABLE qa_holdout)
GROUP BY black, south;
