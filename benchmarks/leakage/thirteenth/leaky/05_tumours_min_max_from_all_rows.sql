-- L1.2, S5: minimum and maximum are taken over all tumours before the random split.
CREATE TABLE tumour_features AS
WITH bounds AS (
  SELECT
    min(radius_mean) AS radius_min, max(radius_mean) AS radius_max,
    min(texture_mean) AS texture_min, max(texture_mean) AS texture_max,
    min(area_worst) AS area_min, max(area_worst) AS area_max,
    min(concavity_mean) AS concavity_min, max(concavity_mean) AS concavity_max
  FROM tumours
)
SELECT
  (t.radius_mean - b.radius_min) / (b.radius_max - b.radius_min) AS radius_01,
  (t.texture_mean - b.texture_min) / (b.texture_max - b.texture_min) AS texture_01,
  (t.area_worst - b.area_min) / (b.area_max - b.area_min) AS area_01,
  (t.concavity_mean - b.concavity_min) / (b.concavity_max - b.concavity_min) AS concavity_01,
  t.benign
FROM tumours t
CROSS JOIN bounds b;

CREATE MODEL benign_tumour
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS SELECT radius_01, texture_01, area_01, concavity_01, benign FROM tumour_features;
