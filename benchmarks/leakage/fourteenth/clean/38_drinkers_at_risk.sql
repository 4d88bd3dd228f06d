-- Abuse of alcohol from family, region and taxes; health and employment may follow from drinking and are left out.
CREATE VIEW drinker_profile AS
SELECT
  abuse, age, educ, married, famsize, white,
  CASE WHEN northeast = 1 THEN 'northeast' WHEN midwest = 1 THEN 'midwest' WHEN south = 1 THEN 'south' ELSE 'west' END AS region,
  CASE WHEN centcity = 1 THEN 'central city' WHEN outercity = 1 THEN 'suburb' ELSE 'country' END AS town,
  beertax, cigtax, ethanol, unemrate, qrt1, qrt2, qrt3,
  mothalc, fathalc
FROM drinkers;

CREATE MODEL alcohol_abuse
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['abuse'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2,
  auto_class_weights = TRUE, max_tree_depth = 4, subsample = 0.8
)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.6, roc_auc >= baseline + 0.05)
AS SELECT * FROM drinker_profile;
