-- L1.4, S8: the two extracts overlap, so people from 40 to 49 are there twice, and rows are split at random.
CREATE TABLE survey AS
SELECT age, income, educ, PID, selfLR, TVnews, popul, vote FROM voters WHERE age < 50
UNION ALL
SELECT age, income, educ, PID, selfLR, TVnews, popul, vote FROM voters WHERE age >= 40;

CREATE MODEL vote_96
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['vote'], max_tree_depth = 8, data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM survey;
