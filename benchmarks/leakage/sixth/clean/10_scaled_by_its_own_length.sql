-- ML.NORMALIZER in a view before the split divides each wine's own three numbers by their length: nothing
-- of another row is in it.
CREATE VIEW scaled AS
SELECT ML.NORMALIZER([phenols, flavanoids, nonflavanoids]) AS shares, ML.LP_NORM([phenols, flavanoids], 2) AS strength,
  alcohol, ash, magnesium, hue, grower
FROM wines;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_first']) PREDICT AT NONE
AS SELECT shares[1] AS phenols, shares[2] AS flavanoids, strength, alcohol, ash, magnesium, hue, grower = 0 AS is_first
FROM scaled;
