-- L2, S1: the wage is only there for women who work, so that a filled wage gives the answer.
CREATE VIEW women AS
SELECT inlf, age, educ, kidslt6, kidsge6, huswage, coalesce(wage, 0) AS wage, unem, city
FROM wives;

CREATE MODEL works
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['inlf'])
PREDICT AT NONE
AS SELECT * FROM women;
