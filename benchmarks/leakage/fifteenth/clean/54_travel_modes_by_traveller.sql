-- Which mode is chosen, from time and cost; the four rows of a traveller stay together.
CREATE VIEW trip_options AS
SELECT
  individual,
  CASE mode WHEN 1 THEN 'air' WHEN 2 THEN 'train' WHEN 3 THEN 'bus' ELSE 'car' END AS mode_name,
  ttme, invt, invc, hinc, psize,
  gc - min(gc) OVER (PARTITION BY individual) AS dearer_than_cheapest,
  rank() OVER (PARTITION BY individual ORDER BY invt) AS rank_by_time,
  choice
FROM trips;

CREATE MODEL mode_choice
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['choice'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25, data_split_group_cols = ['individual']
)
KEY (individual, mode_name)
PREDICT AT NONE
AS SELECT * FROM trip_options;

CREATE TABLE mode_report AS SELECT roc_auc, log_loss FROM ML.EVALUATE(MODEL mode_choice);
