-- Curve and assertion take no data of their own, so that they are those of the births kept out of training.
CREATE TABLE fct_births AS
SELECT parity, male, white, cigs, faminc, cigtax, cigprice, motheduc, fatheduc, bwght < 100 AS is_light
FROM births;

CREATE MODEL light_birth
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_light'], data_split_method = 'RANDOM',
  data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM fct_births;

CREATE TABLE rpt_curve AS
SELECT threshold, recall, false_positive_rate, recall - false_positive_rate AS gain
FROM ML.ROC_CURVE(MODEL light_birth);

ASSERT (SELECT roc_auc FROM ML.EVALUATE(MODEL light_birth)) > 0.5 AS 'better than a coin';
