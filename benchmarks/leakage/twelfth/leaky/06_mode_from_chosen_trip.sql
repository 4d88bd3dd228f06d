-- L2, S1 or S2: waiting time, cost and duration are those of the mode that was chosen (a car never waits), so they are known after the choice.
CREATE VIEW chosen_trips AS
SELECT individual, mode, ttme AS waiting_time, invc AS trip_cost, invt AS trip_minutes, hinc AS income, psize AS party_size
FROM trips
WHERE choice = 1;

CREATE MODEL travel_mode
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['mode'],
  num_parallel_tree = 100, max_tree_depth = 8,
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.3
)
KEY (individual)
PREDICT AT NONE
AS SELECT * FROM chosen_trips;
