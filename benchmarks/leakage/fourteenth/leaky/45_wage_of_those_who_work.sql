-- L2, S1 or S2: there is a wage and there are hours only if she works.
CREATE TABLE wives_clean AS
SELECT
  inlf, kidslt6, kidsge6, age, educ, husage, huseduc, hushrs, huswage, unem, city,
  coalesce(wage, 0) AS wage,
  coalesce(hours, 0) / 52 AS hours_a_week
FROM wives;

CREATE MODEL works
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['inlf'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM wives_clean;
