-- L3.2: the flag for the test is drawn by firm and year, and whether a firm has a union is the same in its three years.
CREATE TABLE mart_firms AS
SELECT fcode, year, employ, sales, avgsal, hrsemp, "union" = 1 AS has_union, hash(fcode, year) % 5 = 0 AS is_test
FROM trainings;

CREATE MODEL has_union
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['has_union'],
  data_split_method = 'CUSTOM', data_split_col = 'is_test'
)
KEY (fcode, year)
PREDICT AT NONE
AS SELECT * FROM mart_firms;
