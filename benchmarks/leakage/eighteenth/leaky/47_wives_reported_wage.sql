-- L2, S1 or S2: the wage and the marginal tax rate go along with working; women without work have no wage at all.
CREATE MODEL works
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['inlf'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT age, educ, kidslt6, kidsge6, huseduc, huswage, city, unem, exper, repwage, coalesce(wage, 0) AS wage, inlf
FROM wives;
