-- Whether the husband's education and the wife's experience are features is decided by their correlation with other
-- columns over the women that CUSTOM does not keep back.
CREATE TABLE women AS
SELECT age, educ, kidslt6, kidsge6, exper, husage, huseduc, huswage, hushrs, motheduc, fatheduc, unem, city,
  inlf = 1 AS works, hash(age, educ, huswage, hushrs, nwifeinc) % 4 = 0 AS is_holdout
FROM wives;

CREATE VIEW overlap AS
SELECT abs(corr(huseduc, huswage)) < 0.38 AS use_huseduc, abs(corr(age, exper)) < 0.34 AS use_exper,
  abs(corr(motheduc, fatheduc)) < 0.7 AS use_both_parents
FROM women WHERE NOT is_holdout;

CREATE TABLE women_features AS
SELECT w.age, w.educ, w.kidslt6, w.kidsge6, w.husage, w.huswage, w.hushrs, w.unem, w.city, w.motheduc,
  if((SELECT use_huseduc FROM overlap), w.huseduc, NULL) AS huseduc,
  if((SELECT use_exper FROM overlap), w.exper, NULL) AS exper,
  if((SELECT use_both_parents FROM overlap), w.fatheduc, NULL) AS fatheduc,
  w.works, w.is_holdout
FROM women AS w;

CREATE MODEL works
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['works'], data_split_method = 'CUSTOM',
  data_split_col = 'is_holdout'
)
PREDICT AT NONE
AS SELECT * FROM women_features;
