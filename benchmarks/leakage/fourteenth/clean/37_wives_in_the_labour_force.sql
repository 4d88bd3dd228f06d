-- Whether a married woman works for pay, from the household without her own hours, wage and taxes.
CREATE VIEW households AS
SELECT
  kidslt6, kidsge6, age, educ, hushrs, husage, huseduc, huswage,
  hushrs * huswage / 1000 AS husband_income,
  age - husage AS age_difference,
  motheduc, fatheduc, unem, city, inlf
FROM wives;

CREATE MODEL works
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['inlf'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM households;

CREATE TABLE works_report AS
SELECT roc_auc, accuracy, log_loss FROM ML.EVALUATE(MODEL works);
