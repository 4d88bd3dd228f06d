-- L2, S1: whether a woman is in the labour force is predicted from the hours she worked and her wage, which only those have who work.
CREATE MODEL in_labour_force
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['inlf'], l2_reg = 1.0, data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT
  age, educ, kidslt6, kidsge6, exper, huswage, unem, city,
  hours / 52.0 AS hours_per_week,
  coalesce(wage, 0) AS hourly_wage,
  inlf
FROM wives;
