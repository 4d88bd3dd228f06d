-- L3.2: of a traveller's four rows exactly one is chosen, and all four share income and party; a split by the key of the row
-- puts some of them on each side.
CREATE TABLE mart_ways AS
SELECT individual, mode, ttme AS waiting, invc AS cost, invt AS minutes, hinc AS income, psize AS party, choice = 1 AS is_chosen
FROM trips;

CREATE MODEL chosen_way
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_chosen'], data_split_method = 'RANDOM')
KEY (individual, mode)
PREDICT AT NONE
AS SELECT * FROM mart_ways;
