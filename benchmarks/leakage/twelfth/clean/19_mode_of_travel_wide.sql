-- The mode of a traveller from the costs and times of all four modes, one row per traveller.
CREATE TABLE travellers AS
SELECT
  individual,
  any_value(hinc ORDER BY mode) AS income,
  any_value(psize ORDER BY mode) AS party_size,
  max(invc) FILTER (mode = 1) AS air_cost,
  max(invc) FILTER (mode = 2) AS train_cost,
  max(invc) FILTER (mode = 3) AS bus_cost,
  max(invc) FILTER (mode = 4) AS car_cost,
  max(invt) FILTER (mode = 1) AS air_minutes,
  max(invt) FILTER (mode = 2) AS train_minutes,
  max(invt) FILTER (mode = 4) AS car_minutes,
  max(CASE WHEN choice = 1 THEN mode END) AS chosen_mode
FROM trips
GROUP BY individual;

CREATE MODEL mode_of_travel
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['chosen_mode'], num_parallel_tree = 100,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
KEY (individual)
PREDICT AT NONE
AS SELECT * FROM travellers;
