-- One row a traveller: costs and times of the four modes side by side, the label is the mode that was taken.
CREATE TABLE travellers (*, individual PRIMARY KEY) AS
SELECT
  individual,
  max(hinc) AS household_income,
  max(psize) AS party_size,
  max(invc) FILTER (mode = 1) AS air_cost,
  max(invt) FILTER (mode = 1) AS air_time,
  max(invc) FILTER (mode = 2) AS train_cost,
  max(invt) FILTER (mode = 2) AS train_time,
  max(invc) FILTER (mode = 3) AS bus_cost,
  max(invt) FILTER (mode = 3) AS bus_time,
  max(invc) FILTER (mode = 4) AS car_cost,
  max(invt) FILTER (mode = 4) AS car_time,
  max(CASE mode WHEN 1 THEN 'air' WHEN 2 THEN 'train' WHEN 3 THEN 'bus' ELSE 'car' END) FILTER (choice = 1) AS mode_taken
FROM trips
GROUP BY individual;

CREATE MODEL mode_taken
OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['mode_taken'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
KEY (individual)
PREDICT AT NONE
AS SELECT * FROM travellers;
