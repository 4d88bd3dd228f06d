-- L2, S1: A wage is recorded only for women who are in the labour force, so whether it is missing tells the answer.
CREATE VIEW married_women AS
SELECT
  age, educ, kidslt6, kidsge6, husage, huseduc, huswage, unem, city,
  COALESCE(wage, 0) AS wage,
  inlf
FROM wives;

CREATE MODEL in_labour_force
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['inlf'])
PREDICT AT NONE
AS SELECT * FROM married_women;
