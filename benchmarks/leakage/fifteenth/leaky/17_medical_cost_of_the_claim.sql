-- L2, S2: the medical bill and the stay in hospital are known when the claim is closed, with the duration that is predicted.
CREATE VIEW stg_injuries AS
SELECT DISTINCT durat, highearn, male, married, age, prewage, indust, injtype, benefit, ky,
  head, neck, upextr, trunk, lowback, lowextr, occdis, hosp, ltotmed
FROM injuries;

CREATE MODEL long_absence
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_long'])
PREDICT AT NONE
AS SELECT * EXCLUDE (durat), durat > 8 AS is_long FROM stg_injuries;
