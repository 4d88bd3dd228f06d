-- for whom people vote, from what they said about themselves and the candidates before.
CREATE VIEW opinions AS
SELECT popul, TVnews, selfLR, abs(selfLR - ClinLR) AS far_from_clinton, abs(selfLR - DoleLR) AS far_from_dole,
  age, educ, income, vote = 1 AS votes_dole
FROM voters;

CREATE MODEL vote_dole
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['votes_dole'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, max_tree_depth = 3)
PREDICT AT NONE
AS SELECT * FROM opinions;
