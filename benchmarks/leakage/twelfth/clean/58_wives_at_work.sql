-- Which married women work for pay, from the family and from what the husband earns.
CREATE MODEL participation
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['inlf'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
TRANSFORM (
  kidslt6,
  kidsge6,
  kidslt6 > 0 AS has_small_children,
  educ, age,
  age * age AS age_squared,
  ML.ROBUST_SCALER(huswage) OVER () AS huswage,
  hushrs, huseduc, unem, city
)
PREDICT AT NONE
AS SELECT kidslt6, kidsge6, educ, age, huswage, hushrs, huseduc, unem, city, inlf FROM wives;

CREATE TABLE participation_report AS
SELECT accuracy, roc_auc FROM ML.EVALUATE(MODEL participation);
