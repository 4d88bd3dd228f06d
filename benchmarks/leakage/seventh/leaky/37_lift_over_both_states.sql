-- L1.1, S9: the lift table ranks the claims of both states, and those of Kentucky, four in five, are what the model
-- was given to learn from.
CREATE TABLE mart_claims AS
SELECT ky, highearn, male, married, indust, injtype, age, prewage, durat > 8 AS is_long FROM injuries;

CREATE MODEL long_absence
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_long'])
PREDICT AT NONE
AS SELECT * EXCLUDE (ky) FROM mart_claims WHERE ky = 1;

CREATE TABLE scored_claims AS
SELECT is_long, ML.PROBABILITY(predicted_is_long_probs, TRUE) AS p FROM ML.PREDICT(MODEL long_absence, TABLE mart_claims);

CREATE TABLE rpt_lift AS
SELECT decile, count(*) AS n, avg(CAST(is_long AS INTEGER)) AS share_long
FROM (SELECT is_long, ntile(10) OVER (ORDER BY p DESC) AS decile FROM scored_claims) GROUP BY decile;
