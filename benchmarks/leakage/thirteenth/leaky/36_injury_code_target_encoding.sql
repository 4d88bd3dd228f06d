-- L1.2, S5: the mean duration by code of injury is taken over all claims, the test claims' own durations included.
CREATE TABLE injury_code_stats AS
SELECT injdes, avg(ldurat) AS code_mean_ldurat, count(*) AS code_n
FROM injuries
GROUP BY injdes;

CREATE TABLE claims_features AS
SELECT
  i.male, i.married, i.age, i.indust, i.injtype, i.lprewage, i.highearn, i.ky, i.afchnge,
  s.code_mean_ldurat, s.code_n,
  i.ldurat
FROM injuries i
JOIN injury_code_stats s USING (injdes);

CREATE MODEL weeks_off_work
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['ldurat'], max_tree_depth = 5, subsample = 0.8)
PREDICT AT NONE
AS SELECT * FROM claims_features;
