-- L1.3, S5: the cut points lie halfway between the class means of all tumours, the test rows' answers included.
CREATE VIEW cut_points AS
SELECT
  (avg(radius_worst) FILTER (benign = 1) + avg(radius_worst) FILTER (benign = 0)) / 2 AS radius_cut,
  (avg(texture_worst) FILTER (benign = 1) + avg(texture_worst) FILTER (benign = 0)) / 2 AS texture_cut,
  (avg(concave_points_worst) FILTER (benign = 1) + avg(concave_points_worst) FILTER (benign = 0)) / 2 AS points_cut
FROM tumours;

CREATE MODEL tumour_flags
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
PREDICT AT NONE
AS
SELECT
  t.smoothness_mean,
  t.symmetry_mean,
  t.radius_worst > c.radius_cut AS is_large,
  t.texture_worst > c.texture_cut AS is_rough,
  t.concave_points_worst > c.points_cut AS is_dented,
  t.benign
FROM tumours t, cut_points c;
