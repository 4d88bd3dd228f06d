-- L2, S2: totmed is the whole medical bill of the claim, which is known when it is closed.
CREATE VIEW open_claims AS
SELECT
  age, male, married, prewage, highearn, indust, injtype, hosp,
  head, neck, upextr, trunk, lowback, lowextr,
  totmed,
  CASE WHEN ky = 1 THEN 'KY' ELSE 'MI' END AS state,
  durat > 8 AS is_long
FROM injuries;

CREATE MODEL long_claim
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_long'],
  max_iterations = 100, learn_rate = 0.1, early_stop = TRUE
)
PREDICT AT NONE
AS SELECT * FROM open_claims;

CREATE TABLE long_claim_quality AS SELECT * FROM ML.EVALUATE(MODEL long_claim);
