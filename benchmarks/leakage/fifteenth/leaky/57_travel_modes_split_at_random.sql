-- L3.2, L3.2: four rows for each traveller, of which exactly one is chosen, on both sides of a random split.
CREATE VIEW trip_options AS
SELECT
  individual,
  CASE mode WHEN 1 THEN 'air' WHEN 2 THEN 'train' WHEN 3 THEN 'bus' ELSE 'car' END AS mode,
  ttme, invc, invt, gc, hinc, psize, choice
FROM trips;

CREATE MODEL mode_choice
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['choice'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25)
PREDICT AT NONE
AS SELECT * EXCLUDE (individual) FROM trip_options;
