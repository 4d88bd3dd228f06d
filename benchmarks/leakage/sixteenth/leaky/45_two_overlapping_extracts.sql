-- L1.4, S8: men near a college and men from cities are put together with UNION ALL; who is both stands twice, once perhaps in training and once in test.
CREATE TABLE samples AS
SELECT id, 'college' AS extract, lwage, educ, exper, black, south, married, KWW FROM young_men WHERE nearc4 = 1
UNION ALL
SELECT id, 'city' AS extract, lwage, educ, exper, black, south, married, KWW FROM young_men WHERE smsa = 1;

CREATE MODEL wage_of_sampled
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lwage'], data_split_method = 'RANDOM', max_iterations = 80)
KEY (id, extract)
CARRY (extract)
PREDICT AT NONE
AS SELECT * FROM samples;
