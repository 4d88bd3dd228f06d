-- L3.2, L3.2: each traveller has four rows, of which one is chosen; the random split parts them.
CREATE MODEL mode_choice
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['choice'], auto_class_weights = TRUE,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT
  individual,
  CASE mode WHEN 1 THEN 'air' WHEN 2 THEN 'train' WHEN 3 THEN 'bus' ELSE 'car' END AS mode,
  invc AS cost,
  invt AS minutes,
  hinc AS income,
  psize AS party_size,
  choice
FROM trips;
