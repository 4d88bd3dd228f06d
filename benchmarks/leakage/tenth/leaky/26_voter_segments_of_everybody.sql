-- L1.2, S5: the k-means segments are fitted on all voters, also on those that CUSTOM keeps back for judging.
CREATE TABLE voter_base AS
SELECT DISTINCT popul, TVnews AS tv_news, selfLR AS self_lr, ClinLR AS clinton_lr, DoleLR AS dole_lr, PID AS party, age,
  educ, income, vote = 1 AS votes_dole, hash(popul, age, educ, income, selfLR) % 5 = 0 AS is_test
FROM voters;

CREATE MODEL voter_segments
OPTIONS (model_type = 'KMEANS', num_clusters = 6, kmeans_init_method = 'KMEANS++')
PREDICT AT NONE
AS SELECT tv_news, self_lr, clinton_lr, dole_lr, age, educ, income FROM voter_base;

CREATE TABLE voter_features AS
SELECT CAST(centroid_id AS VARCHAR) AS segment, age, educ, income, tv_news, self_lr, popul, votes_dole, is_test
FROM ML.PREDICT(MODEL voter_segments, TABLE voter_base);

CREATE MODEL vote_choice
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['votes_dole'], data_split_method = 'CUSTOM',
  data_split_col = 'is_test'
)
PREDICT AT NONE
AS SELECT * FROM voter_features;
