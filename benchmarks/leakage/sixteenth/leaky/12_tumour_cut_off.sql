-- L1.3, S5: The cut-off of the concavity is tuned on the diagnoses of all patients, including those who judge the model.
CREATE TABLE cut_offs AS
SELECT
  c.cut,
  avg(CASE WHEN (t.concavity_mean < c.cut) = (t.benign = 1) THEN 1.0 ELSE 0.0 END) AS accuracy
FROM tumours t
CROSS JOIN (SELECT DISTINCT round(concavity_mean, 3) AS cut FROM tumours) c
GROUP BY c.cut;

CREATE MODEL is_benign
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['benign'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT
  texture_mean, smoothness_mean, symmetry_mean,
  concavity_mean < (SELECT min(cut) FROM cut_offs WHERE accuracy = (SELECT max(accuracy) FROM cut_offs)) AS low_concavity,
  benign
FROM tumours;
