-- Which alternative a traveller chooses; the four alternatives of a traveller stay together.
CREATE VIEW relative_costs AS
SELECT
  individual, mode, ttme, invc, invt, gc, hinc, psize,
  gc - min(gc) OVER (PARTITION BY individual) AS gc_above_cheapest,
  choice
FROM trips;

CREATE MODEL travel_choice
OPTIONS (
  model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['choice'],
  data_split_method = 'RANDOM', data_split_group_cols = ['individual']
)
PREDICT AT NONE
AS SELECT * FROM relative_costs;
