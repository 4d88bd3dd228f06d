-- L1.2, S5: the greatest proline of all wines is in every feature, and a view below it hides the scaler.
CREATE VIEW scaled AS
SELECT ML.MAX_ABS_SCALER(proline) OVER () AS proline_scaled, alcohol, ash, magnesium, hue, grower FROM wines;
CREATE VIEW tasted AS SELECT round(proline_scaled, 3) AS proline, alcohol, ash, magnesium, hue, grower = 0 AS is_first
FROM scaled;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_first']) PREDICT AT NONE
AS SELECT * FROM tasted;
