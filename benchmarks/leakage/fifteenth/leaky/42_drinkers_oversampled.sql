-- L1.4, S8: those who abuse alcohol are repeated nine times before the rows are split.
CREATE VIEW balanced_drinkers AS
SELECT * FROM drinkers WHERE abuse = 0
UNION ALL
SELECT d.* FROM drinkers d CROSS JOIN range(9) AS r(i) WHERE d.abuse = 1;

CREATE MODEL alcohol_abuse
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['abuse'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT age, educ, married, famsize, white, unemrate, beertax, cigtax, mothalc, fathalc, centcity, abuse
FROM balanced_drinkers;

CREATE TABLE abuse_report AS SELECT * FROM ML.EVALUATE(MODEL alcohol_abuse);
