-- All four rows of a traveller are learned from, or all are judged.
CREATE TABLE mart_ways AS
SELECT individual, mode, ttme AS waiting, invc AS cost, invt AS minutes, hinc AS income, psize AS party, choice = 1 AS is_chosen
FROM trips;

CREATE MODEL chosen_way
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_chosen'], data_split_group_cols = ['individual'])
KEY (individual, mode)
PREDICT AT NONE
AS SELECT * FROM mart_ways;
