-- Which mode a traveller takes is predicted for each of the four; all rows of a traveller stay in one part.
CREATE MODEL takes_mode
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['choice'],
  data_split_method = 'RANDOM', data_split_group_cols = ['individual']
)
KEY (individual, mode)
PREDICT AT NONE
AS
SELECT
  individual, mode, CASE mode WHEN 1 THEN 'air' WHEN 2 THEN 'train' WHEN 3 THEN 'bus' ELSE 'car' END AS mode_name,
  ttme, invc, invt, gc, gc - min(gc) OVER (PARTITION BY individual) AS dearer_than_best, hinc, psize, choice
FROM trips;
