-- L1.2, S5: The composite score adds z-scores whose means and deviations come from all wines, those held out included.
CREATE MODEL grower_of_wine
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['grower'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.3)
PREDICT AT NONE
AS
WITH figures AS (
  SELECT
    avg(alcohol) AS m_alcohol, stddev_samp(alcohol) AS s_alcohol,
    avg(colour) AS m_colour, stddev_samp(colour) AS s_colour,
    avg(proline) AS m_proline, stddev_samp(proline) AS s_proline
  FROM wines
)
SELECT
  (w.alcohol - f.m_alcohol) / f.s_alcohol
    + (w.colour - f.m_colour) / f.s_colour
    + (w.proline - f.m_proline) / f.s_proline AS richness,
  w.ash, w.hue, w.magnesium,
  w.grower
FROM wines w CROSS JOIN figures f;
