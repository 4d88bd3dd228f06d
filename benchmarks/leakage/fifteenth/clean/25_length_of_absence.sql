-- How long an injured worker is away, when the claim is filed: no medical bills; claims that stand twice are dropped.
CREATE VIEW stg_claims AS
SELECT DISTINCT
  age, male, married, highearn, prewage, benefit, indust, injtype, ky, afchnge, ldurat
FROM injuries;

CREATE TABLE claim_features AS
SELECT *, CASE WHEN ky = 1 THEN 'Kentucky' ELSE 'Michigan' END AS state, benefit / NULLIF(prewage, 0) AS replaced
FROM stg_claims
WHERE prewage IS NOT NULL;

CREATE MODEL length_of_absence
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['ldurat'], max_iterations = 50, subsample = 0.8)
PREDICT AT NONE
AS SELECT * EXCLUDE (ky) FROM claim_features;
