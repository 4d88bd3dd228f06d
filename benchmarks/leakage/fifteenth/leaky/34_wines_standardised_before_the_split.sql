-- L1.2, S5: means and deviations are those of all wines, the ones that are judged on included.
CREATE VIEW scaled_wines AS
SELECT
  (alcohol - avg(alcohol) OVER ()) / stddev(alcohol) OVER () AS alcohol,
  (malic_acid - avg(malic_acid) OVER ()) / stddev(malic_acid) OVER () AS malic_acid,
  (ash - avg(ash) OVER ()) / stddev(ash) OVER () AS ash,
  (magnesium - avg(magnesium) OVER ()) / stddev(magnesium) OVER () AS magnesium,
  (colour - avg(colour) OVER ()) / stddev(colour) OVER () AS colour,
  grower
FROM wines;

CREATE MODEL wine_grower
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['grower'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
PREDICT AT NONE
AS SELECT * FROM scaled_wines;
