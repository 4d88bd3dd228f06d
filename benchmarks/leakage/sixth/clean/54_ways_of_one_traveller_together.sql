-- A window over a whole partition, before the split; but the partition is the traveller, who is kept
-- together, and the cheapest of four prices is no answer.
CREATE TABLE ways AS
SELECT individual, mode, ttme, hinc, psize, gc - min(gc) OVER (PARTITION BY individual) AS dearer_by, choice
FROM trips;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_taken'], data_split_group_cols = ['individual']
)
KEY (individual, mode) PREDICT AT NONE
AS SELECT * EXCLUDE (choice), choice = 1 AS is_taken FROM ways;
