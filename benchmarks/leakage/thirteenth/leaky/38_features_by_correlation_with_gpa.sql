-- L1.3, S5: which columns stay is decided by their correlation with the answer over all students, test rows included.
CREATE TABLE feature_scores AS
SELECT
  abs(corr(colgpa, sat)) AS sat_r,
  abs(corr(colgpa, verbmath)) AS verbmath_r,
  abs(corr(colgpa, hsize)) AS hsize_r,
  abs(corr(colgpa, hsperc)) AS hsperc_r,
  abs(corr(colgpa, hsrank)) AS hsrank_r
FROM collegians;

CREATE TABLE selected_features AS
SELECT
  c.female, c.athlete,
  CASE WHEN s.sat_r > 0.1 THEN c.sat END AS sat,
  CASE WHEN s.verbmath_r > 0.1 THEN c.verbmath END AS verbmath,
  CASE WHEN s.hsize_r > 0.1 THEN c.hsize END AS hsize,
  CASE WHEN s.hsperc_r > 0.1 THEN c.hsperc END AS hsperc,
  CASE WHEN s.hsrank_r > 0.1 THEN c.hsrank END AS hsrank,
  c.colgpa
FROM collegians c CROSS JOIN feature_scores s;

CREATE MODEL college_gpa
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['colgpa'])
PREDICT AT NONE
AS SELECT * FROM selected_features;
